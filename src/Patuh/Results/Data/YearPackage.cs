using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Patuh.Instruments;
using Patuh.Platform;
using Patuh.Platform.Csv;
using Patuh.Platform.Ui;
using Patuh.Results.Ranking;

namespace Patuh.Results.Data;

/// <summary>
/// A year as a Frictionless Data Package, zipped: tables with their columns and hashes, the method, and a word on whose copy it is. The same data give
/// the same bytes.
/// </summary>
internal static class YearPackage
{
    // a zip cannot say "no time": its first day
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task<byte[]> Make(YearData data, int year, SiteOperator site, int version, CancellationToken cancel)
    {
        var instrument = InstrumentLibrary.Get(AssessmentYears.Find(year).Instrument!);
        var tables = new (string Name, string[] Columns, byte[] Bytes)[]
        {
            ("results.csv", RankingFiles.Columns, data.Results()),
            ("claims.csv", YearData.ClaimColumns, await data.Claims(cancel)),
            ("coverage.csv", YearData.CoverageColumns, await data.Coverage(cancel)),
            ("tallies.csv", YearData.TallyColumns, await data.Tallies(cancel)),
        };
        var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "datapackage.json", Descriptor(year, tables, instrument, site, version));
            Add(zip, "README.txt", Encoding.UTF8.GetBytes(Words(year, site, version)));
            Add(zip, "instrument.yaml", instrument.Text);
            foreach (var (name, _, bytes) in tables)
                Add(zip, name, bytes);
        }
        return buffer.ToArray();
    }

    private static void Add(ZipArchive zip, string name, byte[] bytes)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = NoTime;
        using var stream = entry.Open();
        stream.Write(bytes);
    }

    private static byte[] Descriptor(int year, (string Name, string[] Columns, byte[] Bytes)[] tables, InstrumentFile instrument, SiteOperator site, int version)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonText.Indented))
        {
            json.WriteStartObject();
            json.WriteString("profile", "tabular-data-package");
            json.WriteString("name", $"patuh-published-{year}");
            json.WriteString("title", $"Published results {year}: {instrument.Instrument.Title.En}");
            json.WriteString("description", site.Says.En);
            json.WriteString("version", $"{version}");
            json.WriteStartArray("resources");
            foreach (var (name, columns, bytes) in tables)
                TableResource.Write(json, name, columns, [], Hash(bytes));
            json.WriteEndArray();
            json.WriteStartArray("instruments");
            json.WriteStartObject();
            json.WriteString("path", "instrument.yaml");
            json.WriteString("hash", "sha256:" + Hash(instrument.Text));
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string Words(int year, SiteOperator site, int version) =>
        $"""
        Patuh, {year}, data version {version}

        {site.Says.Id}
        {site.Says.En}

        results.csv   one row for each agency: the preferred claim; ranks only where the list is whole
        claims.csv    everything that was said, with who said it and where
        coverage.csv  which lists are whole
        tallies.csv   national counts as published
        instrument.yaml  the method of the year; what is marked illustrative is not official

        Figures are facts; name the source of each. Names and codes of areas: idn-area-data, ODbL 1.0.

        """.ReplaceLineEndings("\n");
}
