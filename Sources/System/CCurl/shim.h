// SPDX-License-Identifier: Apache-2.0
// libcurl, for `ovoz inbox pull`. Its options are set by variadic calls, which Swift cannot make. Only WebTransfer imports this.
#ifndef OVOZ_CCURL_H
#define OVOZ_CCURL_H
#include <curl/curl.h>

static inline CURLcode ovoz_curl_number(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ovoz_curl_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ovoz_curl_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

typedef size_t (*ovoz_curl_writer)(char *bytes, size_t one, size_t count, void *context);

static inline CURLcode ovoz_curl_write(CURL *handle, ovoz_curl_writer writer, void *context) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, writer);
    return code == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_WRITEDATA, context) : code;
}

static inline long ovoz_curl_status(CURL *handle) {
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    return status;
}
#endif
