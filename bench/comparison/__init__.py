# SPDX-FileCopyrightText: Signalbox contributors
# SPDX-License-Identifier: MIT
"""What bench/run is made of."""
