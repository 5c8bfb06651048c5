"""A Spark cluster of its own: one master and two workers as processes on the loopback address."""

import json
import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyspark
from pyspark.sql import SparkSession

HERE = "127.0.0.1"
WORKERS = 2
PATIENCE = 90  # seconds
MEMORY = "512m"
HOME = Path(pyspark.__file__).parent


@dataclass(frozen=True)
class Cluster:
    """A running master: where it takes work, and where it tells how it is."""

    address: str
    status: str

    def told(self) -> dict[str, Any]:
        """What the master says of its workers and applications."""
        with urllib.request.urlopen(self.status, timeout=10) as answer:  # noqa: S310 - its own
            found: dict[str, Any] = json.load(answer)
            return found

    def workers(self) -> list[dict[str, Any]]:
        """The workers that have registered and are alive."""
        return [each for each in self.told()["workers"] if each["state"] == "ALIVE"]


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """A master with its workers registered; just these processes are ended with the block."""
    port, status = free_port(), free_port()
    running = Cluster(f"spark://{HERE}:{port}", f"http://{HERE}:{status}/json/")
    with ExitStack() as stack:
        at = ["--host", HERE, "--port", str(port), "--webui-port", str(status)]
        started = [stack.enter_context(daemon(folder, "master.Master", *at))]
        wait_for(running, 0, started)
        for number in range(WORKERS):
            work = ["--host", HERE, "--webui-port", "0", "--cores", "1", "--memory", MEMORY]
            place = ["--work-dir", str(folder / f"work-{number}")]
            worker = daemon(folder, "worker.Worker", *work, *place, running.address)
            started.append(stack.enter_context(worker))
        wait_for(running, WORKERS, started)
        yield running


@contextmanager
def session(running: Cluster, folder: Path) -> Iterator[SparkSession]:
    """A session whose work is done by the cluster."""
    settings = {
        "spark.driver.host": HERE,
        "spark.driver.bindAddress": HERE,
        "spark.driver.memory": MEMORY,
        "spark.executor.memory": MEMORY,
        "spark.executor.cores": "1",
        "spark.local.dir": str(folder / "spark"),
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = SparkSession.builder.master(running.address).appName("counting")
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    yield spark
    spark.stop()


@contextmanager
def daemon(folder: Path, kind: str, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    """One of Spark's own daemons; it has ended when the block has."""
    environment = {
        **os.environ,
        "SPARK_HOME": str(HOME),
        "SPARK_LOCAL_IP": HERE,
        "SPARK_LOCAL_DIRS": str(folder / "local"),
        "SPARK_DAEMON_MEMORY": "256m",
    }
    command = [str(HOME / "bin/spark-class"), f"org.apache.spark.deploy.{kind}", *arguments]
    with (folder / "daemons.log").open("ab") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(running: Cluster, workers: int, started: "list[subprocess.Popen[bytes]]") -> None:
    """Until the master knows so many workers; RuntimeError when a process ends or time is up."""
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit:
        if any(process.poll() is not None for process in started):
            raise RuntimeError("A daemon of the Spark cluster has ended; see daemons.log.")
        try:
            if len(running.workers()) >= workers:
                return
        except (OSError, ValueError):
            pass  # its page is not up yet, or not yet the one that is asked for
        time.sleep(0.2)
    raise RuntimeError(f"No Spark cluster of {workers} workers within {PATIENCE} seconds.")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HERE, 0))
        port: int = listener.getsockname()[1]
        return port
