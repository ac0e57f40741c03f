// SPDX-License-Identifier: Apache-2.0
// libFuzzer as a library (LLVM, docs/LibFuzzer: "Using libFuzzer as a library").
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(
    int *argc, char ***argv, int (*one)(const uint8_t *bytes, size_t length));
