// SPDX-License-Identifier: Apache-2.0

/// Takes out of a PDF (ISO 32000-1 §14.3.3) what a browser wrote about itself and the hour.
///
/// Only strings are overwritten, each by as many bytes, so that every offset in the file stays true.
public enum PrintedPage {
  /// The file dated 1 January 1980, made by nobody.
  /// - Throws: ``OfficeError/tracesLeft`` where the file has no such strings in plain sight: then it
  ///   was made by a program that keeps them elsewhere.
  public static func withoutTraces(_ pdf: [UInt8]) throws(OfficeError) -> [UInt8] {
    guard pdf.starts(with: "%PDF-".utf8), !contains(pdf, "xmpmeta"), !contains(pdf, "/Encrypt")
    else { throw .tracesLeft }
    var clean = pdf
    for key in ["/CreationDate", "/ModDate"] {
      guard overwrite(key, in: &clean, with: Array("D:19800101000000+00'00'".utf8)) else {
        throw .tracesLeft
      }
    }
    for key in ["/Creator", "/Producer"] { _ = overwrite(key, in: &clean, with: []) }
    return clean
  }

  /// Overwrites every string under a key, filling up with spaces; whether there was one.
  private static func overwrite(
    _ key: String, in pdf: inout [UInt8], with words: [UInt8]
  ) -> Bool {
    var found = false
    for place in places(of: Array("\(key) (".utf8), in: pdf) {
      var end = place
      while end < pdf.count, pdf[end] != UInt8(ascii: ")") {
        // A backslash takes the next byte with it, a bracket too (§7.3.4.2).
        end += pdf[end] == UInt8(ascii: "\\") ? 2 : 1
      }
      guard end < pdf.count else { return false }
      for offset in 0..<(end - place) {
        pdf[place + offset] = offset < words.count ? words[offset] : UInt8(ascii: " ")
      }
      found = true
    }
    return found
  }

  private static func contains(_ pdf: [UInt8], _ word: String) -> Bool {
    !places(of: Array(word.utf8), in: pdf).isEmpty
  }

  /// Where the bytes after each occurrence begin.
  private static func places(of word: [UInt8], in pdf: [UInt8]) -> [Int] {
    guard let first = word.first, pdf.count >= word.count else { return [] }
    return (0...(pdf.count - word.count))
      .filter { pdf[$0] == first && pdf[$0..<($0 + word.count)].elementsEqual(word) }
      .map { $0 + word.count }
  }
}
