// SPDX-License-Identifier: Apache-2.0

/// Numbers spelled in words: four or more number words in a row, in any of the four languages.
///
/// Six or more are taken for a telephone number. Groups of digits may stand between the words.
struct SpelledNumberRule: RedactionRule {
  var kind: RedactionKind { .number }

  private struct Item {
    let range: Range<Int>
    let isWord: Bool
    /// `and`, `plus`: belongs to a row but does not count.
    let isFiller: Bool
  }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    var found: [RedactionMark] = []
    var row: [Item] = []
    for item in items(in: text) {
      if let last = row.last, !joins(last.range.upperBound, item.range.lowerBound, text) {
        found += mark(row, in: text)
        row = []
      }
      row.append(item)
    }
    return found + mark(row, in: text)
  }

  private func joins(_ from: Int, _ to: Int, _ text: NormalizedText) -> Bool {
    text.gap(from, to, only: [" ", "-", ",", "\n", "(", ")"], upTo: 3)
  }

  private func items(in text: NormalizedText) -> [Item] {
    let words: [Item] = text.words.compactMap { word in
      let isFiller = fillers.contains(word.skeleton)
      guard isFiller || isNumberWord(word.skeleton) else { return nil }
      return Item(range: word.range, isWord: !isFiller, isFiller: isFiller)
    }
    guard words.contains(where: \.isWord) else { return [] }
    let digits = text.numbers.flatMap(\.groups).map { group in
      Item(range: group, isWord: false, isFiller: false)
    }
    return (words + digits).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func mark(_ row: [Item], in text: NormalizedText) -> [RedactionMark] {
    let ends = row.drop { $0.isFiller }.reversed().drop { $0.isFiller }
    let count = ends.count { !$0.isFiller }
    guard count >= 4, ends.count(where: \.isWord) >= 3 else { return [] }
    guard let last = ends.first, let first = ends.reversed().first else { return [] }
    let range = first.range.lowerBound..<last.range.upperBound
    return [
      count >= 6
        ? text.mark(range, .phone, .sure, by: "spelled number")
        : text.mark(range, .number, .doubtful, by: "spelled number")
    ]
  }

  private func isNumberWord(_ skeleton: String) -> Bool {
    if numberWords.contains(skeleton) { return true }
    // Tajik joins with -у: навад-у панҷ, наваду панҷ.
    return skeleton.hasSuffix("u") && numberWords.contains(String(skeleton.dropLast()))
  }
}

private let fillers = Set(["ва", "и", "and", "плюс", "plus", "plyus"].map { Skeleton.of($0) })

private let numberWords = Set(
  """
  ноль нуль нул сифр один одна раз два две три четыре пять шесть семь восемь девять десять
  одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать
  девятнадцать двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто сто
  двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот тысяча тысячи тысяч
  pyat shest sem vosem devyat desyat dvadtsat tridtsat pyatdesyat shestdesyat
  як ду се чор чаҳор панҷ шаш ҳафт ҳашт нӯҳ даҳ ёздаҳ дувоздаҳ сездаҳ чордаҳ чаҳордаҳ понздаҳ
  шонздаҳ ҳабдаҳ ҳаждаҳ нуздаҳ бист сӣ чил панҷоҳ шаст ҳафтод ҳаштод навад сад дусад сесад чорсад
  панҷсад шашсад ҳафтсад ҳаштсад нӯҳсад ҳазор
  nol bir ikki uch to'rt besh olti yetti sakkiz to'qqiz o'n yigirma o'ttiz qirq ellik oltmish yetmish
  sakson to'qson yuz ming нол бир икки уч тўрт беш олти етти саккиз тўққиз ўн йигирма ўттиз қирқ
  эллик олтмиш етмиш саксон тўқсон юз минг
  zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
  sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
  thousand double triple
  """.split { $0.isWhitespace }.map { Skeleton.of(String($0)) })
