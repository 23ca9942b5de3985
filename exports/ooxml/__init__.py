"""WordprocessingML written by hand: markup, styles, looks and charts, and templates made safe."""
