// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Foundation
import Mustache
import QRCodes
import Receipt

/// A page of invitation slips to print and cut; it loads nothing, and holds no date and no number of a batch.
struct SlipSheet {
  let address: SlipAddress
  let texts: SlipTexts
  let languages: [Language]

  /// The whole page, one slip for each code.
  func html(_ codes: [DigitCode]) throws -> String {
    let template = try MustacheTemplate(
      string: String(decoding: PackageResources.slips_mustache, as: UTF8.self))
    let style = String(decoding: PackageResources.slips_css, as: UTF8.self)
    let context: [String: Any] = [
      "style": style, "styleHash": Data(Digest.sha256(Array(style.utf8))).base64EncodedString(),
      "address": address.shown, "slips": try codes.map(slip),
      "sentences": languages.map { ["lang": $0.rawValue, "text": texts.invitation[$0]] },
    ]
    return template.render(context)
  }

  private func slip(_ code: DigitCode) throws -> [String: Any] {
    let square = try QRCode(address.link(code))
    return ["side": square.sideWithMargin, "path": square.path, "groups": code.groups]
  }
}

/// Where a slip leads: the form's own address, checked once.
struct SlipAddress: Equatable {
  /// The most letters that fit on a slip and make a square that cheap cameras read.
  static let mostLetters = 80

  /// As it stands on the slip, without `https://`, which browsers add.
  let shown: String
  private let base: String

  /// Takes an https address, or http for an onion service, which is encrypted by itself.
  init?(_ text: String) {
    guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
      parts.scheme == "https" || (parts.scheme == "http" && host.hasSuffix(".onion")),
      parts.query == nil, parts.fragment == nil, parts.user == nil, parts.password == nil,
      text.count <= Self.mostLetters, text.allSatisfy({ $0.isASCII && !$0.isWhitespace })
    else { return nil }
    base = text.hasSuffix("/") ? text : text + "/"
    let isRoot = parts.path.isEmpty || parts.path == "/"
    let named = isRoot ? String(base.dropLast()) : base
    shown = named.hasPrefix("https://") ? String(named.dropFirst(8)) : named
  }

  /// What the square holds; no server is sent what follows the number sign.
  func link(_ code: DigitCode) -> String {
    base + "#slip=" + String(decoding: code.ascii, as: UTF8.self)
  }
}
