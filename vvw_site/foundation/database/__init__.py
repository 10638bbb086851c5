"""How the hot statements are asked."""
