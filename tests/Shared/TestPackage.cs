using System.IO.Compression;
using System.Text;
using Patuh.Assessments.Package;

namespace Patuh.TestSupport;

/// <summary>A data package in memory: its files as text, with sensible tables unless a test says otherwise.</summary>
internal sealed class TestPackage
{
    public const string Instrument = """
        id: test
        version: 1
        title: { id: Uji, en: Test }
        in_force: { from: 2023, to: 2024 }
        basis: illustrative
        rounding: { decimals: 2, mode: half_away_from_zero }
        rank_on: published
        missing: block
        rollup: mean_of_units
        scale: { min: 0, max: 5, zero: 0, decimals: 0, note_at_or_below: 3 }
        bands:
          - { from: 78, category: B, zone: hijau }
          - { from: 0, category: E, zone: merah }
        dimensions:
          - code: d
            weight: 1
            name: { id: D, en: D }
            variables:
              - code: v
                weight: 1
                name: { id: V, en: V }
                indicators:
                  - { code: i1, weight: 1, name: { id: Satu, en: One }, subject: unit, method: document }
                  - { code: i2, weight: 1, name: { id: Dua, en: Two }, subject: product, method: document }
        """;

    public Dictionary<string, byte[]> Files { get; } = new()
    {
        ["instrument.yaml"] = Encoding.UTF8.GetBytes(Instrument),
        ["agencies.csv"] = "id,class,name,region,clean_and_clear\na,regency,Kabupaten A,01.01,yes\nb,regency,Kabupaten B,01.02,\n"u8.ToArray(),
        ["units.csv"] = "id,agency,kind,name,status\nu1,a,opd,Satu,assessed\nu2,b,opd,Dua,assessed\n"u8.ToArray(),
        ["products.csv"] = "id,unit,kind,name\np1,u1,service,P1\np2,u2,goods,P2\n"u8.ToArray(),
        ["respondents.csv"] = "id,unit,role,standing\nr1,u1,officer,primary\n"u8.ToArray(),
        ["answers.csv"] = "unit,subject,indicator,value\nu1,,i1,5\nu1,p1,i2,4\nu2,,i1,3\nu2,p2,i2,na\n"u8.ToArray(),
    };

    public TestPackage With(string file, string text) => With(file, Encoding.UTF8.GetBytes(text));

    public TestPackage With(string file, byte[] bytes)
    {
        Files[file] = bytes;
        return this;
    }

    public TestPackage Without(string file)
    {
        Files.Remove(file);
        return this;
    }

    public byte[] Zip(string prefix = "")
    {
        var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in Files)
            {
                using var entry = zip.CreateEntry(prefix + name, CompressionLevel.NoCompression).Open();
                entry.Write(bytes);
            }
        return buffer.ToArray();
    }

    public LoadedPackage Load(int threads = 1)
    {
        using var files = PackageFiles.Open(new MemoryStream(Zip()), "test.zip");
        return PackageReader.Read(files, threads);
    }

    public string WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, bytes) in Files)
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
        return folder;
    }
}
