# SPDX-FileCopyrightText: Signalbox contributors
# SPDX-License-Identifier: MIT
"""What bench/besieged is made of."""
