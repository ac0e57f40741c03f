// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A library target that lives in a zone folder: the zone says on which machine it runs.
func layer(
  _ zone: String, _ name: String, _ dependencies: [Target.Dependency] = [],
  exclude: [String] = [], resources: [Resource] = [], settings: [SwiftSetting] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Sources/\(zone)/\(name)",
    exclude: exclude, resources: resources, swiftSettings: strict + settings)
}

/// A command that lives in a zone folder.
func command(
  _ zone: String, _ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []
) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies, path: "Sources/\(zone)/\(name)",
    resources: resources, swiftSettings: strict)
}

/// The tests of one target, or of one promise.
func tests(
  _ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

// SQLite (public domain engine), migrations and statements.
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
// YAML 1.1 with line numbers, for every file in Config/ that people edit.
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
// HTML with escaping by construction.
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
// Verb commands, help, completions, man pages.
let arguments: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
// HTTP/1.1 (RFC 9112) and TLS (RFC 8446) for the intake.
let http: [Target.Dependency] = [
  .product(name: "Hummingbird", package: "hummingbird"),
  .product(name: "HummingbirdCore", package: "hummingbird"),
  .product(name: "HummingbirdTLS", package: "hummingbird"),
  .product(name: "HTTPTypes", package: "swift-http-types"),
  .product(name: "Logging", package: "swift-log"),
  .product(name: "NIOCore", package: "swift-nio"),
  .product(name: "NIOHTTP1", package: "swift-nio"),
  .product(name: "NIOSSL", package: "swift-nio-ssl"),
  .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
  .product(name: "UnixSignals", package: "swift-service-lifecycle"),
]
// Test only: an independent HPKE (RFC 9180) to compare ours with.
let oracle: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

let package = Package(
  name: "ovoz",
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // MARK: System: the only code that touches C.
    .systemLibrary(
      name: "COpenSSL", path: "Sources/System/COpenSSL", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"])]),
    .systemLibrary(
      name: "CZlib", path: "Sources/System/CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"])]),
    // Squares on invitation slips and on paper shares (ISO/IEC 18004).
    .systemLibrary(
      name: "CQREncode", path: "Sources/System/CQREncode", pkgConfig: "libqrencode",
      providers: [.apt(["libqrencode-dev"])]),
    // HTTPS and SOCKS for the analysts' pull.
    .systemLibrary(
      name: "CCurl", path: "Sources/System/CCurl", pkgConfig: "libcurl",
      providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CLinux", path: "Sources/System/CLinux"),
    layer("System", "CryptoPrimitives", ["COpenSSL"]),
    layer("System", "Deflation", ["CZlib"]),
    layer("System", "QRCodes", ["CQREncode"]),
    layer("System", "TerminalControl", ["CLinux", "CryptoPrimitives"]),
    layer("System", "WebTransfer", ["CCurl"]),
    layer("System", "Wiping", [sqlite]),

    // MARK: Shared: runs on both machines; can seal, cannot open.
    layer("Shared", "ConfigFile", [yams]),
    layer("Shared", "RedactionTables"),
    layer("Shared", "TestimonyModel", ["ConfigFile", "CryptoPrimitives"]),
    layer("Shared", "Sealing", ["CryptoPrimitives", "TestimonyModel"]),
    layer("Shared", "Receipt", ["CryptoPrimitives"]),
    layer("Shared", "SealedBundle", ["CryptoPrimitives", "Sealing", "TestimonyModel"]),
    layer("Shared", "TransparencyLog", ["CryptoPrimitives"]),
    layer("Shared", "PageManifest", ["CryptoPrimitives", "TestimonyModel"]),
    layer("Shared", "SealedCopy", ["CryptoPrimitives"]),
    layer(
      "Shared", "Answering", ["ConfigFile", "CryptoPrimitives", "Sealing", "TestimonyModel"]),

    // MARK: Intake: the public machine; holds no opening key and no code that opens.
    layer(
      "Intake", "IntakeStore",
      [
        grdb, "CryptoPrimitives", "SealedCopy", "Sealing", "TestimonyModel", "TransparencyLog",
        "Wiping",
      ]),
    layer(
      "Intake", "IntakeServer",
      [
        mustache, "Answering", "ConfigFile", "CryptoPrimitives", "Deflation", "IntakeStore",
        "PageManifest", "Receipt", "RedactionTables", "SealedBundle", "Sealing", "TestimonyModel",
        "TransparencyLog",
        // Asks the routes without a connection, for the manifest.
        .product(name: "NIOEmbedded", package: "swift-nio"),
      ] + http,
      resources: [.embedInCode("Page")]),
    command(
      "Intake", "ovoz-intake",
      [
        arguments, mustache, "Answering", "ConfigFile", "CryptoPrimitives", "IntakeServer",
        "IntakeStore", "PageManifest", "QRCodes", "Receipt", "SealedBundle", "SealedCopy",
        "Sealing", "TerminalControl", "TestimonyModel", "TransparencyLog",
      ],
      resources: [.embedInCode("Page")]),

    // MARK: Analyst: the machine that may stay offline.
    layer("Analyst", "SecretSharing", ["CryptoPrimitives", "Receipt"]),
    layer(
      "Analyst", "Vault",
      [
        grdb, "CryptoPrimitives", "SealedBundle", "SealedCopy", "Sealing", "SecretSharing",
        "TestimonyModel", "TransparencyLog", "Wiping",
      ]),
    layer("Analyst", "DifferentialPrivacy", ["CryptoPrimitives"]),
    layer("Analyst", "Redaction", ["RedactionTables"]),
    layer("Analyst", "Languages"),
    layer("Analyst", "ThematicCoding", ["ConfigFile", "CryptoPrimitives", "Redaction"]),
    layer("Analyst", "ThemeLearning", ["ConfigFile", "Redaction", "ThematicCoding"]),
    // Vectors of numbers are a hundred times slower without optimising, tests included.
    layer(
      "Analyst", "Embedding", ["Languages"],
      settings: [.unsafeFlags(["-O"], .when(configuration: .debug))]),
    // Cells, lines, keys: what a full screen is made of, without a terminal.
    layer("Analyst", "TerminalScreen"),
    layer(
      "Analyst", "Reading", ["ConfigFile", "Redaction", "TerminalScreen", "ThematicCoding"]),
    layer(
      "Analyst", "ThemeDiscovery",
      ["ConfigFile", "Languages", "Redaction", "ThematicCoding", "ThemeLearning"]),
    layer(
      "Analyst", "ModelShelf", ["ConfigFile", "CryptoPrimitives", "Deflation", "Embedding"]),
    layer(
      "Analyst", "Quoting", ["ConfigFile", "CryptoPrimitives", "Redaction", "ThematicCoding"]),
    layer("Analyst", "Resemblance", ["ThematicCoding"]),
    layer("Analyst", "Agreement"),
    layer("Analyst", "Finding", ["ThematicCoding"]),
    layer(
      "Analyst", "CodeFigures", [mustache, "ThemeLearning"], resources: [.embedInCode("Page")]),
    layer("Analyst", "OfficeDocuments", ["Deflation"], resources: [.embedInCode("Parts")]),
    layer(
      "Analyst", "QualitativeExchange",
      ["ConfigFile", "CryptoPrimitives", "OfficeDocuments", "ThematicCoding"]),
    layer("Analyst", "ReleaseLedger", ["CryptoPrimitives"]),
    layer(
      "Analyst", "Release",
      [
        "ConfigFile", "CryptoPrimitives", "DifferentialPrivacy", "OfficeDocuments", "Quoting",
        "ThematicCoding", mustache,
      ],
      resources: [.embedInCode("Page")]),
    command(
      "Analyst", "ovoz",
      [
        arguments,
        mustache,
        "Agreement",
        "Answering",
        "CodeFigures",
        "ConfigFile",
        "CryptoPrimitives",
        "DifferentialPrivacy",
        "Embedding",
        "Finding",
        "Languages",
        "ModelShelf",
        "OfficeDocuments",
        "PageManifest",
        "QRCodes",
        "QualitativeExchange",
        "Quoting",
        "Reading",
        "Redaction",
        "Release",
        "ReleaseLedger",
        "Resemblance",
        "SealedBundle",
        "SealedCopy",
        "Sealing",
        "SecretSharing",
        "TerminalControl",
        "TerminalScreen",
        "TestimonyModel",
        "ThematicCoding",
        "ThemeDiscovery",
        "ThemeLearning",
        "TransparencyLog",
        "Vault",
        "WebTransfer",
      ],
      resources: [.embedInCode("Page")]),

    // MARK: Tests: one target for each library target, and what they share.
    .target(
      name: "TestimonyTesting",
      dependencies: [
        "ConfigFile", "CryptoPrimitives", "Sealing", "TestimonyModel", "Vault",
      ],
      path: "Tests/TestimonyTesting", swiftSettings: strict),
    tests("ConfigFileTests", ["ConfigFile", "TestimonyTesting"]),
    tests("CryptoPrimitivesTests", ["CryptoPrimitives", "Vault", oracle]),
    tests(
      "TestimonyModelTests",
      ["ConfigFile", "CryptoPrimitives", "TestimonyModel", "TestimonyTesting"]),
    tests(
      "SealingTests",
      ["ConfigFile", "CryptoPrimitives", "Sealing", "TestimonyModel", "TestimonyTesting", "Vault"]),
    tests(
      "SealedBundleTests",
      ["CryptoPrimitives", "SealedBundle", "Sealing", "TestimonyModel", "TestimonyTesting"]),
    tests("SealedCopyTests", ["CryptoPrimitives", "SealedCopy", "Vault"]),
    tests("TransparencyLogTests", ["CryptoPrimitives", "TransparencyLog"]),
    tests("PageManifestTests", ["CryptoPrimitives", "PageManifest", "TestimonyModel"]),
    tests(
      "AnsweringTests",
      [
        "Answering", "ConfigFile", "CryptoPrimitives", "Sealing", "TestimonyModel",
        "TestimonyTesting", "Vault",
      ]),
    tests(
      "IntakeStoreTests",
      [
        grdb, "CryptoPrimitives", "IntakeStore", "SealedCopy", "Sealing", "TestimonyModel",
        "TestimonyTesting", "TransparencyLog", "Vault",
      ]),
    tests(
      "IntakeServerTests",
      [
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        grdb, "CZlib", "ConfigFile", "CryptoPrimitives", "Deflation", "IntakeServer", "IntakeStore",
        "PageManifest", "Receipt", "SealedBundle",
        "Sealing", "TestimonyModel", "TestimonyTesting", "TransparencyLog", "Vault",
      ]),
    tests("SecretSharingTests", ["CryptoPrimitives", "SecretSharing"]),
    tests("TerminalControlTests", ["CryptoPrimitives", "TerminalControl"]),
    tests(
      "VaultTests",
      [
        grdb, "CryptoPrimitives", "SealedBundle", "SealedCopy", "Sealing", "SecretSharing",
        "TestimonyModel", "TestimonyTesting", "TransparencyLog", "Vault",
      ]),
    tests("QRCodesTests", ["QRCodes"]),
    tests("WebTransferTests", ["WebTransfer"]),
    tests("ReceiptTests", ["CryptoPrimitives", "Receipt"]),
    tests("RedactionTests", ["Redaction"]),
    tests("LanguagesTests", ["Languages"]),
    tests("ThematicCodingTests", ["ConfigFile", "Redaction", "ThematicCoding"]),
    tests("ThemeLearningTests", ["ConfigFile", "Redaction", "ThematicCoding", "ThemeLearning"]),
    tests("TerminalScreenTests", ["TerminalScreen"]),
    tests(
      "ReadingTests", ["ConfigFile", "Reading", "Redaction", "TerminalScreen", "ThematicCoding"]),
    tests(
      "ThemeDiscoveryTests",
      ["ConfigFile", "Redaction", "ThematicCoding", "ThemeDiscovery", "ThemeLearning"]),
    tests(
      "QuotingTests", ["ConfigFile", "CryptoPrimitives", "Quoting", "Redaction", "ThematicCoding"]),
    tests("EmbeddingTests", ["Embedding", "Languages"]),
    tests(
      "ModelShelfTests",
      ["ConfigFile", "CryptoPrimitives", "Deflation", "Embedding", "ModelShelf"]),
    tests("ResemblanceTests", ["Resemblance"]),
    tests("AgreementTests", ["Agreement"]),
    tests("FindingTests", ["Finding"]),
    tests("CodeFiguresTests", ["CodeFigures"]),
    tests("OfficeDocumentsTests", ["CZlib", "Deflation", "OfficeDocuments"]),
    tests(
      "QualitativeExchangeTests",
      ["ConfigFile", "QualitativeExchange", "ThematicCoding"]),
    tests("ReleaseLedgerTests", ["CryptoPrimitives", "ReleaseLedger"]),
    tests("DifferentialPrivacyTests", ["CryptoPrimitives", "DifferentialPrivacy"]),
    // Random histories against release modes, for tests and for a benchmark.
    .target(
      name: "ReleaseAttack", dependencies: ["Release"], path: "Tests/ReleaseAttack",
      swiftSettings: strict),
    tests(
      "ReleaseTests",
      [
        "Answering", "ConfigFile", "CryptoPrimitives", "DifferentialPrivacy", "OfficeDocuments",
        "Quoting", "Release", "ReleaseAttack", "ThematicCoding",
      ]),

    // What fuzzing kept (Deploy/fuzz); the fuzzers themselves are a package of their own.
    .testTarget(
      name: "FuzzTests",
      dependencies: [
        "Answering", "ConfigFile", "CryptoPrimitives", "Embedding", "IntakeServer", "Languages",
        "ModelShelf", "OfficeDocuments", "PageManifest", "QualitativeExchange", "Receipt",
        "Redaction", "SealedBundle", "SealedCopy", "Sealing", "SecretSharing", "TerminalScreen",
        "TestimonyModel", "ThematicCoding", "ThemeLearning", "TransparencyLog", "Vault",
      ],
      path: "Tests/Fuzz/Replay", swiftSettings: strict),

    // MARK: Benchmarks: figures, each beside a baseline of the same run.
    // Redaction and themes on any data; a library of its own, since it needs no server.
    .target(
      name: "AnalysisBench",
      dependencies: [
        arguments,
        "ConfigFile",
        "CryptoPrimitives",
        "Embedding",
        "Languages",
        "Redaction",
        "RedactionTables",
        "ThematicCoding",
        "ThemeDiscovery",
        "ThemeLearning",
      ],
      path: "Benchmarks/AnalysisBench", swiftSettings: strict),
    .executableTarget(
      name: "ovoz-bench",
      dependencies: [
        arguments, grdb, "AnalysisBench", "ConfigFile", "CryptoPrimitives", "DifferentialPrivacy",
        "IntakeServer", "IntakeStore", "Release", "ReleaseAttack", "SealedBundle", "Sealing",
        "TestimonyModel", "ThematicCoding", "Vault",
      ] + http,
      path: "Benchmarks/ovoz-bench", swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
