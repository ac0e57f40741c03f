// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives

/// Opens the organisers' answer to one testimony, for someone whose browser runs no script (AnswerFormat).
///
/// The key comes from the receipt that she has just typed. No testimony can be opened with it.
enum ReplyOpener {
  /// The words, or nil where there is no answer or it does not open; `reply` is hexadecimal, nonce first.
  static func open(_ reply: String, _ keys: StretchedKeys) -> String? {
    guard let bytes = Hex.bytes(reply), bytes.count > AEAD.nonceLength,
      let plain = try? AEAD.open(
        bytes.dropFirst(AEAD.nonceLength), key: SecretBytes(copying: keys.replyKey),
        nonce: Array(bytes.prefix(AEAD.nonceLength)),
        associated: DomainLabel.replyKey.bytes + keys.replyName)
    else { return nil }
    var rest = plain[...]
    guard let length = rest.take(UInt16.self), let text = rest.take(Int(length)) else { return nil }
    return String(validating: text, as: UTF8.self)
  }
}
