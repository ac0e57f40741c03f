// SPDX-License-Identifier: Apache-2.0

import Finding
import Testing

struct SearchQueryTests {
  private func found(_ terms: [String], in texts: [String]) throws -> [String]? {
    try SearchQuery(terms).ranges(in: texts)?.enumerated().flatMap { index, ranges in
      let scalars = Array(texts[index].unicodeScalars)
      return ranges.map { String(String.UnicodeScalarView(scalars[$0])) }
    }
  }

  @Test(arguments: [
    ("qonun", "дар ин бора Қонун ҳаст", "Қонун"), ("қонун", "bu qonun bor edi", "qonun"),
    ("zhaloba", "моя жалоба пропала", "жалоба"), ("ёрдам", "menga yordam berishdi", "yordam"),
    ("help", "Nobody could HELP me", "HELP"), ("идораи полис", "дар идораи полис", "идораи полис"),
  ])
  func `a word is found in other letters and in capitals`(
    term: String, text: String, found: String
  ) throws {
    #expect(try self.found([term], in: [text]) == [found])
  }

  @Test func `a star stands for any ending`() throws {
    #expect(try found(["слуш*"], in: ["никто не слушал, не слушали"]) == ["слушал", "слушали"])
    #expect(try found(["слуш"], in: ["никто не слушал"]) == nil)
  }

  @Test func `words in quotes have to follow each other`() throws {
    #expect(try found(["\"sent me\" home"], in: ["they sent me home"]) == ["sent me", "home"])
    #expect(try found(["sent me home"], in: ["they sent me home"]) == ["sent me home"])
    #expect(try found(["sent home"], in: ["they sent me home"]) == nil)
    #expect(try found(["sent", "home"], in: ["they sent me home"]) == ["sent", "home"])
    #expect(try found(["«не слуш*»"], in: ["они не слушали"]) == ["не слушали"])
  }

  @Test func `every term has to be in the testimony, in any answer`() throws {
    #expect(try found(["bed", "food"], in: ["a bed", "warm food"]) == ["bed", "food"])
    #expect(try found(["bed", "money"], in: ["a bed", "warm food"]) == nil)
  }

  @Test func `what redaction put in place of words is never found by them`() throws {
    #expect(try found(["person"], in: ["[person 1] came"]) == nil)
  }

  @Test(arguments: [[], [""], ["…"], ["\"\""]])
  func `nothing to seek is refused`(terms: [String]) {
    #expect(throws: FindingError.nothingToSeek) { try SearchQuery(terms) }
  }

  @Test(arguments: ["*", "a*", "in*side", "*ending"])
  func `a star only ends a word of two letters or more`(term: String) {
    #expect(throws: FindingError.strayStar) { try SearchQuery([term]) }
  }
}
