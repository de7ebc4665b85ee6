"""The encoder: article text to annotation, one forward pass of one encoder, many heads."""
