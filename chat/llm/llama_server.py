"""The child process that runs llama.cpp. A program of its own, which needs nothing of ours: see llm/child.

It speaks the OpenAI protocol on loopback, for whoever has the key and for nobody else: no CORS, no pages. It ends when
its parent does, however that happens: standard input closes then.
"""

import ctypes
import json
import os
import signal
import sys
from typing import Any

import xllamacpp


def main() -> None:
    if sys.platform == "linux":  # before anything can block: die with the parent
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    answer = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what llama.cpp prints is no answer
    wanted: dict[str, Any] = json.loads(sys.stdin.readline())
    server = xllamacpp.Server(parameters(wanted))
    print(json.dumps({"address": server.listening_address}), file=answer, flush=True)
    sys.stdin.read()  # until the parent closes it, or is gone
    os._exit(0)  # nothing here needs an orderly end, and a request at work must not hold it up


def parameters(wanted: dict[str, Any]) -> xllamacpp.CommonParams:
    params = xllamacpp.CommonParams()
    params.model.path = wanted["path"]
    params.model_alias = {wanted["model"]}
    params.hostnames = ["127.0.0.1"]
    params.port = 0  # any free one; its number is said when it listens
    params.api_keys = [wanted["key"]]
    params.cors_origins = params.cors_headers = params.cors_methods = ""
    params.cors_credentials = False
    params.ui = params.endpoint_slots = params.endpoint_props = params.endpoint_metrics = False
    params.n_parallel = wanted["slots"]
    params.n_ctx = wanted["context"] * wanted["slots"]
    params.cache_prompt = True
    params.cache_ram_mib = 256
    params.fit_params = False
    params.warmup = False
    params.offline = True
    params.verbosity = -1
    return params


if __name__ == "__main__":
    main()
