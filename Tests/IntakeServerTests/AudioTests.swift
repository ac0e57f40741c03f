// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation
import HTTPTypes
import Testing
import TestimonyModel
import TestimonyTesting

@testable import IntakeServer

@Suite struct AudioTests {
  /// A folder with one sound in Russian, one that is too large, one empty, and one that no question has.
  private func folder(_ scratch: Scratch) throws -> URL {
    let folder = scratch.folder.appending(path: "audio")
    let russian = folder.appending(path: "ru")
    try FileManager.default.createDirectory(at: russian, withIntermediateDirectories: true)
    for (name, count) in [
      ("change", 1_000), ("help", AudioFiles.mostBytes + 1), ("court", 0), ("stray", 9),
    ] {
      try Data(repeating: 7, count: count).write(to: russian.appending(path: "\(name).mp3"))
    }
    return folder
  }

  @Test func `only small sounds of questions are taken`() throws {
    let scratch = try Scratch()
    let audio = AudioFiles(folder: try folder(scratch), questions: ["change", "help", "court"])
    #expect(audio.path(of: "change", in: .ru) == "/audio/ru/change.mp3")
    #expect(audio["/audio/ru/change.mp3"]?.count == 1_000)
    for name in ["help", "court", "stray"] { #expect(audio.path(of: name, in: .ru) == nil) }
    #expect(audio.path(of: "change", in: .tg) == nil)
    #expect(audio.lacksVoice(in: .tg) && !audio.lacksVoice(in: .ru))
    #expect(!AudioFiles.none.lacksVoice(in: .tg), "nobody can listen: nothing is lacking")
  }

  @Test func `a control stands only where there is a sound, and loads nothing by itself`() throws {
    let scratch = try Scratch()
    let audio = AudioFiles(folder: try folder(scratch), questions: ["change"])
    let texts = try PageTexts(file: Canned.config("pages.yaml"))
    func page(_ language: Language, _ audio: AudioFiles) throws -> String {
      let form = try FormPage(try Canned().campaign, in: language, texts: texts, audio: audio)
      return String(decoding: try form.bytes(), as: UTF8.self)
    }
    let russian = try page(.ru, audio)
    #expect(russian.components(separatedBy: "<audio").count == 2)
    #expect(russian.contains("<audio controls preload=\"none\" src=\"/audio/ru/change.mp3\">"))
    #expect(try page(.tg, audio).contains(texts.text("noVoice", in: .tg)))
    #expect(try !page(.tg, .none).contains(texts.text("noVoice", in: .tg)))
    #expect(try !page(.ru, .none).contains("<audio"))
  }

  @Test(arguments: [
    ("bytes=0-1", 0...1), ("bytes=2-", 2...9), ("bytes=-3", 7...9), ("bytes=5-99", 5...9),
  ])
  func `a player gets the part that it asks for`(header: String, bounds: ClosedRange<Int>) throws {
    let range = try #require(ByteRange(header, of: 10))
    #expect(range.bounds == bounds)
    #expect(range.text == "bytes \(bounds.lowerBound)-\(bounds.upperBound)/10")
  }

  @Test(arguments: [
    "", "bytes=", "bytes=-", "bytes=10-", "bytes=3-2", "bytes=0-1,3-4", "lines=0-1",
  ])
  func `what is no single range gets everything`(header: String) {
    #expect(ByteRange(header, of: 10) == nil)
  }
}
