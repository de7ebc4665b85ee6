"""Training: corpora, network, export. The installed package needs none of it."""

import os

# Kernels for every shape of batch are built once: oneDNN keeps 1,024 of them by itself. It reads this when torch is loaded.
os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "16384")
