// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

// The parsers that meet hostile bytes, built for libFuzzer: Deploy/fuzz says how. A package of its own, so that
// the project's own build knows nothing of it; the folders with sources are links to Sources.

/// Optimised, with the counters that libFuzzer watches.
let watched: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .unsafeFlags(["-sanitize=fuzzer", "-enable-testing"]),
]

func watchedLayer(
  _ zone: String, _ name: String, _ dependencies: [Target.Dependency] = [],
  resources: [Resource] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "\(zone)/\(name)", resources: resources,
    swiftSettings: watched)
}

let package = Package(
  name: "ovoz-fuzz",
  dependencies: [.package(url: "https://github.com/jpsim/Yams", from: "6.2.2")],
  targets: [
    .systemLibrary(
      name: "COpenSSL", path: "System/COpenSSL", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CFuzzer", path: "CFuzzer"),
    watchedLayer("System", "CryptoPrimitives", ["COpenSSL"]),
    watchedLayer("Shared", "ConfigFile", [.product(name: "Yams", package: "Yams")]),
    watchedLayer("Shared", "TestimonyModel", ["ConfigFile", "CryptoPrimitives"]),
    watchedLayer("Shared", "Sealing", ["CryptoPrimitives", "TestimonyModel"]),
    watchedLayer("Shared", "Receipt", ["CryptoPrimitives"]),
    watchedLayer("Shared", "SealedBundle", ["CryptoPrimitives", "Sealing", "TestimonyModel"]),
    watchedLayer("Shared", "TransparencyLog", ["CryptoPrimitives"]),
    watchedLayer("Shared", "PageManifest", ["CryptoPrimitives", "TestimonyModel"]),
    watchedLayer("Shared", "SealedCopy", ["CryptoPrimitives"]),
    watchedLayer(
      "Shared", "Answering", ["ConfigFile", "CryptoPrimitives", "Sealing", "TestimonyModel"]),
    watchedLayer("Shared", "RedactionTables"),
    watchedLayer("Analyst", "SecretSharing", ["CryptoPrimitives", "Receipt"]),
    watchedLayer("Analyst", "Languages"),
    watchedLayer("Analyst", "Redaction", ["RedactionTables"]),
    watchedLayer("Analyst", "ThematicCoding", ["ConfigFile", "CryptoPrimitives", "Redaction"]),
    watchedLayer("Analyst", "ThemeLearning", ["Redaction", "ThematicCoding"]),
    watchedLayer("Analyst", "Embedding", ["Languages"]),
    watchedLayer(
      "Analyst", "ModelShelf", ["ConfigFile", "CryptoPrimitives", "Deflation", "Embedding"]),
    watchedLayer("Analyst", "TerminalScreen"),
    .systemLibrary(
      name: "CZlib", path: "System/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    watchedLayer("System", "Deflation", ["CZlib"]),
    watchedLayer(
      "Analyst", "OfficeDocuments", ["Deflation"], resources: [.embedInCode("Parts")]),
    watchedLayer(
      "Analyst", "QualitativeExchange",
      ["ConfigFile", "CryptoPrimitives", "OfficeDocuments", "ThematicCoding"]),
    // Of the server only what reads bytes: no network in the loop.
    .target(
      name: "IntakeServer",
      dependencies: ["ConfigFile", "CryptoPrimitives", "Receipt", "TestimonyModel"],
      path: "IntakeServer", swiftSettings: watched),
    // Of the vault only what reads files: no database in the loop.
    .target(
      name: "Vault",
      dependencies: [
        "CryptoPrimitives", "SealedCopy", "Sealing", "SecretSharing", "TestimonyModel",
      ],
      path: "Vault", swiftSettings: watched),
    .executableTarget(
      name: "ovoz-fuzz",
      dependencies: [
        "Answering", "CFuzzer", "ConfigFile", "CryptoPrimitives", "Embedding", "IntakeServer",
        "Languages", "ModelShelf", "OfficeDocuments", "PageManifest", "QualitativeExchange",
        "Receipt", "Redaction", "SealedBundle", "SealedCopy", "Sealing", "SecretSharing",
        "TerminalScreen", "TestimonyModel", "ThematicCoding", "ThemeLearning", "TransparencyLog",
        "Vault",
      ],
      path: "Driver", swiftSettings: watched),
  ],
  swiftLanguageModes: [.v6]
)
