"""What an installation is made with: image, compose, units of systemd, and proxies in front."""
