// SPDX-License-Identifier: Apache-2.0
// libcrypto 3.0, as the distribution ships and patches it. Only CryptoPrimitives imports this.
#ifndef OVOZ_COPENSSL_H
#define OVOZ_COPENSSL_H
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/obj_mac.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#endif
