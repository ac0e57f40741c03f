// SPDX-License-Identifier: Apache-2.0

import CCurl
import Glibc

/// Why a request did not come to its end.
public enum WebError: Error, Equatable, Sendable {
  /// The address is not `https`, nor `http` to an onion by way of a proxy.
  case badAddress
  /// The server's or the proxy's name cannot be found.
  case unknownName
  /// There is no connection, or the proxy gives none.
  case noConnection
  /// The server's certificate is not trusted.
  case notTrusted
  /// The file of the trusted certificate cannot be read.
  case badCertificateFile
  /// The connection broke off, in the handshake or later, or was silent for too long.
  case interrupted
  /// The reply is longer than any that is expected.
  case tooLong
  /// libcurl could not do it for another reason.
  case libraryFailure
}

/// Sends requests to one server over connections that are used again.
///
/// Follows no redirect, reads no settings and no variables of the user's, speaks HTTP/1.1, and sends no name of a program.
public final class WebClient {
  private let handle: UnsafeMutableRawPointer
  private let address: String
  private var headers: UnsafeMutablePointer<curl_slist>?

  /// Prepares requests to an address, which are given up after so many seconds of silence.
  ///
  /// `socks` is `host:port` of a SOCKS proxy that also looks names up, as tor is; an onion needs one. `certificate` is a
  /// PEM file to trust instead of the system's authorities.
  public init(
    _ address: String, socks: String? = nil, certificate: String? = nil, patience: Int = 60
  ) throws(WebError) {
    // libcurl would write the connection's keys into the file that it names.
    unsetenv("SSLKEYLOGFILE")
    let isOnion = socks != nil && Self.isOnion(address)
    guard address.hasPrefix("https://") || isOnion else { throw .badAddress }
    guard curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK, let handle = curl_easy_init()
    else { throw .libraryFailure }
    (self.handle, self.address) = (handle, address)
    try set(CURLOPT_URL, address)
    try set(CURLOPT_PROTOCOLS_STR, isOnion ? "http,https" : "https")
    // Without these, libcurl would take a proxy from the environment.
    try set(CURLOPT_PROXY, socks.map { "socks5h://\($0)" } ?? "")
    try set(CURLOPT_NOPROXY, "")
    try set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    try set(CURLOPT_CONNECTTIMEOUT, patience)
    try set(CURLOPT_LOW_SPEED_LIMIT, 1)
    try set(CURLOPT_LOW_SPEED_TIME, patience)
    if let certificate { try trust(certificate) }
    try addHeaders()
  }

  deinit {
    curl_slist_free_all(headers)
    curl_easy_cleanup(handle)
  }

  /// Sends bytes and gives the status; `reply` holds what arrived, also when an error is thrown.
  ///
  /// More than `most` bytes are not read.
  public func post(
    _ body: [UInt8], into reply: inout [UInt8], most: Int
  ) throws(WebError) -> Int {
    let arriving = Arriving(most: most)
    let code = body.withUnsafeBytes { bytes -> CURLcode in
      ovoz_curl_number(handle, CURLOPT_POST, 1)
      ovoz_curl_number(handle, CURLOPT_POSTFIELDSIZE, bytes.count)
      ovoz_curl_pointer(
        handle, CURLOPT_POSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
      ovoz_curl_write(handle, Self.writer, Unmanaged.passUnretained(arriving).toOpaque())
      return withExtendedLifetime(arriving) { curl_easy_perform(handle) }
    }
    reply = arriving.bytes
    guard code == CURLE_OK else { throw Self.error(code, arriving) }
    return ovoz_curl_status(handle)
  }

  /// libcurl calls this with each piece; another count than it was given ends the request.
  private static let writer: ovoz_curl_writer = { bytes, one, count, context in
    guard let bytes, let context else { return 0 }
    let arriving = Unmanaged<Arriving>.fromOpaque(context).takeUnretainedValue()
    let length = one * count
    return arriving.add(UnsafeRawBufferPointer(start: bytes, count: length)) ? length : 0
  }

  /// Trusts one file alone: Debian's libcurl would take the folder of the system's authorities beside it.
  private func trust(_ certificate: String) throws(WebError) {
    try set(CURLOPT_CAINFO, certificate)
    guard ovoz_curl_text(handle, CURLOPT_CAPATH, nil) == CURLE_OK else { throw .libraryFailure }
  }

  private func addHeaders() throws(WebError) {
    for line in ["Content-Type: application/octet-stream", "Accept:", "Expect:"] {
      guard let longer = curl_slist_append(headers, line) else { throw .libraryFailure }
      headers = longer
    }
    let code = ovoz_curl_pointer(handle, CURLOPT_HTTPHEADER, headers)
    guard code == CURLE_OK else { throw .libraryFailure }
  }

  private func set(_ option: CURLoption, _ number: Int) throws(WebError) {
    guard ovoz_curl_number(handle, option, number) == CURLE_OK else { throw .libraryFailure }
  }

  private func set(_ option: CURLoption, _ text: String) throws(WebError) {
    guard ovoz_curl_text(handle, option, text) == CURLE_OK else { throw .libraryFailure }
  }

  private static func isOnion(_ address: String) -> Bool {
    guard address.hasPrefix("http://") else { return false }
    let host = address.dropFirst(7).prefix { $0 != "/" && $0 != ":" && $0 != "?" && $0 != "#" }
    return host.hasSuffix(".onion") && !host.contains("@")
  }

  private static func error(_ code: CURLcode, _ arriving: Arriving) -> WebError {
    switch code {
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT: .badAddress
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .unknownName
    case CURLE_COULDNT_CONNECT, CURLE_PROXY: .noConnection
    case CURLE_PEER_FAILED_VERIFICATION: .notTrusted
    case CURLE_SSL_CACERT_BADFILE: .badCertificateFile
    case CURLE_WRITE_ERROR: arriving.isFull ? .tooLong : .interrupted
    case CURLE_OPERATION_TIMEDOUT, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING,
      CURLE_PARTIAL_FILE, CURLE_SSL_CONNECT_ERROR:
      .interrupted
    default: .libraryFailure
    }
  }
}

/// What arrived so far.
private final class Arriving {
  private(set) var bytes: [UInt8] = []
  private(set) var isFull = false
  private let most: Int

  init(most: Int) { self.most = most }

  func add(_ piece: UnsafeRawBufferPointer) -> Bool {
    isFull = bytes.count + piece.count > most
    if !isFull { bytes += piece }
    return !isFull
  }
}
