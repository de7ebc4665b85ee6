"""The network: MiniLM-L6 with a word-shape input, heads on words and heads anchored at a cue, trigger or predicate.

The base is the sentence-transformers all-MiniLM-L6-v2 (Wang et al. 2020, MiniLM), as packaged on PyPI.
Word and position embeddings stay frozen: half of the parameters, and 6 % of the training time.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.encoder.labels import ANCHORED_HEADS, WORD_HEADS
from onrecord.encoder.windows import RELATIONS, SHAPES

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
ANCHOR_WIDTH = 192
ARC_WIDTH = 192
POOL = 1 << 24
"""Values of a dropout mask drawn at once."""
NEAR = 5
"""Neighbouring words that an anchored head sees at once."""
EPSILON = 1e-12
WEIGHT_LEVELS = 64
"""Of either sign: 7-bit weights, which do not saturate on processors without VNNI."""
FAMILIES = {"claim": "claim", "event": "event", "role": "event"}
"""Anchored heads of a family share their hidden layer; roles teach the one that event arguments use."""


class Rounded(nn.Linear):
    """A linear layer that can compute as its int8 export will, with straight-through gradients (Jacob et al. 2018).

    Inputs get one scale a window, as at run time, where a call holds one window; weights one an output.
    """

    rounding = False

    def forward(self, x: Tensor) -> Tensor:
        """``x`` is ``[batch, pieces, width]``."""
        if not self.rounding:
            return super().forward(x)
        return functional.linear(_rounded_input(x), _rounded_weight(self.weight), self.bias)


def _rounded_input(x: Tensor) -> Tensor:
    with torch.no_grad():
        wide = x.float()
        low = wide.amin((1, 2), keepdim=True).clamp_max(0)
        scale = (wide.amax((1, 2), keepdim=True).clamp_min(0) - low).clamp_min(1e-8) / 255
        zero = (low / scale).round()
        error = ((wide / scale).round() - zero).clamp(0, 255).add(zero).mul(scale) - wide
    return x + error.to(x.dtype)


def _rounded_weight(weight: Tensor) -> Tensor:
    with torch.no_grad():
        scale = weight.abs().amax(1, keepdim=True).clamp_min(1e-8) / WEIGHT_LEVELS
        error = (weight / scale).round() * scale - weight
    return weight + error


class Dropout(nn.Module):
    """Dropout (Srivastava et al. 2014) whose masks are cut at random places from one that was drawn once.

    Drawing them anew took a tenth of the training time.
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        self.kept = torch.rand(POOL).ge(share).to(torch.bfloat16) / (1 - share)

    def forward(self, x: Tensor) -> Tensor:
        """``x`` of any shape."""
        if not self.training:
            return x
        size = x.numel()
        while size > len(self.kept):
            self.kept = torch.cat((self.kept, self.kept))
        at = int(torch.randint(len(self.kept) - size + 1, ()))
        return x * self.kept[at : at + size].view(x.shape)


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT (Devlin et al. 2019)."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = Rounded(WIDTH, 3 * WIDTH)
        self.out = Rounded(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.up = Rounded(WIDTH, INNER)
        self.down = Rounded(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.drop = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """``x`` is ``[batch, pieces, width]``; ``mask`` is true where attention may look."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS).permute(2, 0, 3, 1, 4)
        # Written out: the fused kernel's backward pass took four times as long on two cores (bf16, windows of 190 pieces).
        scores = (q * (WIDTH // ATTENTION_HEADS) ** -0.5) @ k.transpose(2, 3)
        attended = (scores if mask is None else scores.masked_fill(~mask, -1e4)).softmax(-1) @ v
        x = self.norm1(x + self.drop(self.out(attended.transpose(1, 2).reshape(batch, length, WIDTH))))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Wordpieces in, words and the logits of the word heads out."""

    def __init__(self, vocabulary: int = 30522, positions: int = 512, dropout: float = 0.1) -> None:
        super().__init__()
        self.word_embedding = nn.Embedding(vocabulary, WIDTH)
        self.position_embedding = nn.Embedding(positions, WIDTH)
        self.shape_embedding = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shape_embedding.weight)
        self.type_embedding = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.drop = Dropout(dropout)
        self.head_drop = Dropout(2 * dropout)
        self.heads = Rounded(WIDTH, sum(WORD_HEADS.values()))

    def round(self) -> None:
        """From now on compute as int8 will."""
        for module in self.modules():
            if isinstance(module, Rounded):
                module.rounding = True

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """``ids`` and ``shapes`` are ``[batch, pieces]``, ``first`` the index of each word's first piece."""
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.word_embedding(ids) + self.position_embedding(positions) + self.type_embedding
        x = self.drop(self.norm(x + self.shape_embedding(shapes)))
        attend = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, attend)
        words = torch.gather(x, 1, first[:, :, None].expand(-1, -1, WIDTH))
        words = self.head_drop(words)
        return words, self.heads(words)


class Anchors(nn.Module):
    """Heads that label every word as seen from an anchor.

    A layer over word, anchor and relation in which the anchor also scales what the word shows (feature-wise linear
    modulation, Perez et al. 2018), then two residual layers, one over neighbouring words and one over the word alone.
    Without them arguments were found far more slowly (nine minutes of training: PLV dev .449, with them .48 to .51).
    """

    def __init__(self, names: tuple[str, ...] = tuple(ANCHORED_HEADS), dropout: float = 0.1) -> None:
        super().__init__()
        families = sorted({FAMILIES[name] for name in names})
        self.word = nn.ModuleDict({family: nn.Linear(WIDTH, ANCHOR_WIDTH) for family in families})
        self.anchor = nn.ModuleDict({family: nn.Linear(WIDTH, ANCHOR_WIDTH) for family in families})
        self.scale = nn.ModuleDict({family: nn.Linear(WIDTH, ANCHOR_WIDTH) for family in families})
        self.relation = nn.ModuleDict({family: nn.Embedding(RELATIONS, ANCHOR_WIDTH) for family in families})
        self.near = nn.ModuleDict(
            {
                family: nn.Conv1d(ANCHOR_WIDTH, ANCHOR_WIDTH, NEAR, padding=NEAR // 2, groups=ANCHOR_WIDTH)
                for family in families
            }
        )
        self.deep = nn.ModuleDict({family: nn.Linear(ANCHOR_WIDTH, ANCHOR_WIDTH) for family in families})
        self.heads = nn.ModuleDict({name: nn.Linear(ANCHOR_WIDTH, ANCHORED_HEADS[name]) for name in names})
        for embedding in self.relation.values():
            nn.init.normal_(embedding.weight, std=0.02)  # type: ignore[arg-type]
        self.drop = Dropout(dropout)

    def forward(self, name: str, words: Tensor, anchors: Tensor, relation: Tensor) -> Tensor:
        """Logits ``[anchors, words, classes]``.

        Args:
            name: One of ``ANCHORED_HEADS``.
            words: ``[anchors, words, width]`` or, for a single window, ``[1, words, width]``.
            anchors: Mean of the anchor's first and last word, ``[anchors, width]``.
            relation: Output of :func:`onrecord.encoder.windows.relations`, ``[anchors, words]``.
        """
        family = FAMILIES[name]
        seen = self.word[family](words) * (1 + self.scale[family](anchors))[:, None, :]
        hidden = functional.gelu(seen + self.anchor[family](anchors)[:, None, :] + self.relation[family](relation))
        hidden = hidden + self.near[family](hidden.transpose(1, 2)).transpose(1, 2)
        hidden = hidden + functional.gelu(self.deep[family](self.drop(hidden)))
        return self.heads[name](self.drop(hidden))


class Arcs(nn.Module):
    """Dependencies, a task that only training has: which word each depends on, and how.

    Biaffine attention over words of one sentence (Dozat and Manning 2017). Its dense signal teaches the encoder, within
    minutes, the syntax that arguments and contents follow.
    """

    def __init__(self, relations: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.dependent = nn.Linear(WIDTH, ARC_WIDTH)
        self.governor = nn.Linear(WIDTH, ARC_WIDTH)
        self.weight = nn.Linear(ARC_WIDTH, ARC_WIDTH, bias=False)
        self.prior = nn.Linear(ARC_WIDTH, 1)
        self.dependent_label = nn.Linear(WIDTH, ARC_WIDTH)
        self.governor_label = nn.Linear(WIDTH, ARC_WIDTH)
        self.label = nn.Linear(ARC_WIDTH, relations)
        self.drop = Dropout(dropout)

    def forward(self, words: Tensor, sentence: Tensor) -> Tensor:
        """Scores of every word as the head of every word, ``[batch, dependents, heads]``; the root is its own head.

        Args:
            words: ``[batch, words, width]``.
            sentence: Sentence of each word, ``[batch, words]``.
        """
        dependent = self.drop(functional.gelu(self.dependent(words)))
        governor = self.drop(functional.gelu(self.governor(words)))
        scores = self.weight(dependent) @ governor.transpose(1, 2) + self.prior(governor).transpose(1, 2)
        return scores.float().masked_fill(sentence[:, :, None] != sentence[:, None, :], -1e4)

    def labels(self, words: Tensor, heads: Tensor) -> Tensor:
        """Logits of the relation of every word to the head ``heads``, ``[batch, words, relations]``."""
        governors = torch.gather(words, 1, heads[:, :, None].expand(-1, -1, WIDTH))
        governor = self.governor_label(governors)
        both = self.dependent_label(words) * (1 + governor) + governor
        return self.label(self.drop(functional.gelu(both)))


class Networks(nn.Module):
    """All that is trained; the encoder and the anchored heads are exported."""

    def __init__(self, relations: int) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.anchors = Anchors()
        self.arcs = Arcs(relations)


def load_base(encoder: Encoder, folder: Path) -> None:
    """Copy the weights of the packaged base model into ``encoder``."""
    from safetensors.torch import load_file

    base = load_file(folder / "model.safetensors")
    base = {key.removeprefix("bert."): value for key, value in base.items()}
    state = encoder.state_dict()
    state["word_embedding.weight"] = base["embeddings.word_embeddings.weight"]
    state["position_embedding.weight"] = base["embeddings.position_embeddings.weight"]
    state["type_embedding"] = base["embeddings.token_type_embeddings.weight"][0]
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = base[f"embeddings.LayerNorm.{part}"]
    for layer in range(LAYERS):
        source = f"encoder.layer.{layer}."
        for part in ("weight", "bias"):
            target = f"layers.{layer}."
            state[f"{target}qkv.{part}"] = torch.cat(
                [base[f"{source}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            )
            state[f"{target}out.{part}"] = base[f"{source}attention.output.dense.{part}"]
            state[f"{target}norm1.{part}"] = base[f"{source}attention.output.LayerNorm.{part}"]
            state[f"{target}up.{part}"] = base[f"{source}intermediate.dense.{part}"]
            state[f"{target}down.{part}"] = base[f"{source}output.dense.{part}"]
            state[f"{target}norm2.{part}"] = base[f"{source}output.LayerNorm.{part}"]
    encoder.load_state_dict(state)
    encoder.word_embedding.weight.requires_grad_(False)
    encoder.position_embedding.weight.requires_grad_(False)
