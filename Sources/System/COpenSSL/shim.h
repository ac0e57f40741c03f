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

// A parameter keeps the pointer to its name. Swift would hand over a copy of the macro's text that is gone after
// the call, so the names come from here, where they live for ever.
static inline const char *ovoz_group_name(void) { return OSSL_PKEY_PARAM_GROUP_NAME; }
static inline const char *ovoz_private_key_name(void) { return OSSL_PKEY_PARAM_PRIV_KEY; }
static inline const char *ovoz_public_key_name(void) { return OSSL_PKEY_PARAM_PUB_KEY; }
#endif
