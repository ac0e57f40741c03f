// SPDX-License-Identifier: Apache-2.0

/// The tagger's weights, and how sure it has to be: what `tagger.bin` holds.
///
/// The file, numbers little-endian: `OVOZTAG2`; the table's size as a power of two and the number of
/// labels, a byte each; the digest of what it was trained on, 32 bytes; three numbers of 16 bits,
/// ``Limits``; the length of a note in 16 bits, and the note, which names the sources; the scores of
/// steps, `labels * labels` numbers of 16 bits; for each place of the table a signed byte a label; the size
/// of the table of ``WordGroups`` as a power of two, a byte, and its cells of three bytes.
package struct TaggerModel: Sendable {
  /// How much better than "no name" a name has to be, in units of the weights.
  package struct Limits: Sendable, Equatable {
    /// From here on somebody's name is marked; below nought, more is found than the best guess.
    package var doubtful: Int16
    /// From here on a mark is sure.
    package var sure: Int16
    /// From here on a word is pointed at.
    package var pointed: Int16

    /// Three limits.
    package init(doubtful: Int16, sure: Int16, pointed: Int16) {
      self.doubtful = doubtful
      self.sure = sure
      self.pointed = pointed
    }
  }

  /// The table's size, as a power of two.
  package let bits: Int
  /// Weights by place; seven labels and an unused lane.
  package let rows: [SIMD8<Int8>]
  /// Scores of steps, `[to][from]`.
  package let steps: [SIMD8<Int16>]
  /// How sure it has to be.
  package var limits: Limits
  /// The digest of what it was trained on.
  package let inputs: [UInt8]
  /// Where the training texts come from.
  package let note: String
  /// Groups of words that its features look at.
  package let groups: WordGroups

  private let lattice: [TagLattice.Scores]

  /// A model from its parts.
  package init(
    bits: Int, rows: [SIMD8<Int8>], steps: [SIMD8<Int16>], limits: Limits, inputs: [UInt8],
    note: String, groups: WordGroups = .none
  ) {
    self.bits = bits
    self.rows = rows
    self.steps = steps
    self.limits = limits
    self.inputs = inputs
    self.note = note
    self.groups = groups
    lattice = TagLattice.steps(steps.map { TagLattice.Scores($0) })
  }

  /// The scores of one text's tokens, by label.
  package func emissions(of features: TaggerFeatures) -> [TagLattice.Scores] {
    var places: [UInt32] = []
    places.reserveCapacity(TaggerFeatures.count)
    return features.tokens.indices.map { index in
      places.removeAll(keepingCapacity: true)
      features.write(of: index, bits: bits, into: &places)
      var sum = SIMD8<Int16>(repeating: 0)
      for place in places { sum &+= SIMD8<Int16>(truncatingIfNeeded: rows[Int(place)]) }
      return TagLattice.Scores(sum)
    }
  }

  /// What favours people's names by so much, by label: a missed place tells less than a missed name.
  package static func favours(_ favour: Float) -> TagLattice.Scores {
    var favours = TagLattice.Scores(repeating: 0)
    for label in TaggerLabel.allCases where label.kind == .person {
      favours[Int(label.rawValue)] = favour
    }
    return favours
  }

  /// The best labels when somebody's name is preferred by the doubtful limit, and each token's lead.
  ///
  /// A lead is how much better the best path with a name here is than the best path without.
  package func labels(
    of features: TaggerFeatures
  ) -> (labels: [TaggerLabel], leads: [Float]) {
    let favour = Self.favours(-Float(limits.doubtful))
    let plain = emissions(of: features)
    let labels = TagLattice(emissions: plain.map { $0 + favour }, steps: lattice).best()
    let leads = TagLattice(emissions: plain, steps: lattice).through().map(Self.lead)
    return (labels, leads)
  }

  /// How much better the best path with a name is than the best without.
  package static func lead(_ scores: TagLattice.Scores) -> Float {
    var names = scores
    names[0] = TagLattice.never
    names[7] = TagLattice.never
    return names.max() - scores[0]
  }
}

extension TaggerModel {
  private static let magic = Array("OVOZTAG2".utf8)

  /// Reads a file's bytes; nil when they are no model of this version.
  package init?(_ bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    guard reader.take(Self.magic.count) == Self.magic[...], let bits = reader.byte(),
      (8...20).contains(bits), reader.byte() == UInt8(TaggerLabel.count),
      let inputs = reader.take(32), let doubtful = reader.number(), let sure = reader.number(),
      let pointed = reader.number(), let length = reader.number(), length >= 0,
      let note = reader.take(Int(length)), let steps = reader.steps(),
      let rows = reader.rows(1 << Int(bits)), let groups = reader.groups(), reader.isAtEnd
    else { return nil }
    self.init(
      bits: Int(bits), rows: rows, steps: steps,
      limits: Limits(doubtful: doubtful, sure: sure, pointed: pointed),
      inputs: Array(inputs), note: String(decoding: note, as: UTF8.self), groups: groups)
  }

  /// The bytes of the file.
  package var bytes: [UInt8] {
    var bytes = Self.magic + [UInt8(bits), UInt8(TaggerLabel.count)] + inputs
    let note = Array(note.utf8)
    let numbers = [limits.doubtful, limits.sure, limits.pointed, Int16(note.count)]
    for number in numbers { bytes += Self.littleEndian(number) }
    bytes += note
    for row in steps {
      for lane in 0..<TaggerLabel.count { bytes += Self.littleEndian(row[lane]) }
    }
    bytes.reserveCapacity(bytes.count + rows.count * TaggerLabel.count)
    for row in rows {
      for lane in 0..<TaggerLabel.count { bytes.append(UInt8(bitPattern: row[lane])) }
    }
    return bytes + [UInt8(groups.bits)] + groups.cells
  }

  private static func littleEndian(_ number: Int16) -> [UInt8] {
    let bits = UInt16(bitPattern: number)
    return [UInt8(truncatingIfNeeded: bits), UInt8(truncatingIfNeeded: bits >> 8)]
  }
}

/// Reads a model's bytes in order; nil past the end.
private struct ByteReader {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { place == bytes.count }

  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count <= bytes.count - place else { return nil }
    defer { place += count }
    return bytes[place..<(place + count)]
  }

  mutating func byte() -> UInt8? { take(1)?.first }

  mutating func number() -> Int16? {
    guard let low = byte(), let high = byte() else { return nil }
    return Int16(bitPattern: UInt16(low) | UInt16(high) << 8)
  }

  mutating func steps() -> [SIMD8<Int16>]? {
    var steps: [SIMD8<Int16>] = []
    for _ in 0..<TaggerLabel.count {
      var row = SIMD8<Int16>(repeating: 0)
      for lane in 0..<TaggerLabel.count {
        guard let number = number() else { return nil }
        row[lane] = number
      }
      steps.append(row)
    }
    return steps
  }

  mutating func groups() -> WordGroups? {
    guard let bits = byte(), bits <= 20 else { return nil }
    if bits == 0 { return WordGroups.none }
    return take(3 << Int(bits)).map { WordGroups(bits: Int(bits), cells: Array($0)) }
  }

  mutating func rows(_ count: Int) -> [SIMD8<Int8>]? {
    guard let all = take(count * TaggerLabel.count) else { return nil }
    return all.withUnsafeBufferPointer { bytes in
      (0..<count).map { row in
        var lanes = SIMD8<Int8>(repeating: 0)
        for lane in 0..<TaggerLabel.count {
          lanes[lane] = Int8(bitPattern: bytes[row * TaggerLabel.count + lane])
        }
        return lanes
      }
    }
  }
}
