using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Spreadsheet;
using Patuh.Tests.Support;
using Patuh.TestSupport;

namespace Patuh.Tests.Assessments.Workbook;

/// <summary>What people upload that is no workbook of ours, and what attackers would: each is answered by a page that says what to do.</summary>
public sealed class WrongFileTests : IDisposable
{
    private readonly LiveCycle<SqliteDatabase> cycle = new();

    public void Dispose() => cycle.Dispose();

    [Fact]
    public async Task What_is_no_workbook_is_refused_with_what_to_do()
    {
        using var assessor = await cycle.Site.Visitor().As("assessor");
        var unit = cycle.Unit().Id;
        var good = (await assessor.Workbook(unit)).File;
        (string What, byte[] File, string Says)[] files =
        [
            ("nothing", [], "Pilih dahulu"),
            ("CSV", Encoding.UTF8.GetBytes("indikator,nilai\nin.s1,5\n"), "bukan buku kerja Excel"),
            ("an encrypted workbook, or .xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]], "berkata sandi"),
            ("half a workbook", good[..(good.Length / 2)], "rusak"),
            ("a zip", Zip(("a.txt", "x")), "bukan buku kerja Excel"),
            ("OpenDocument", Zip(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<x/>")), "OpenDocument"),
            ("macros", new WorkbookEditor(good).Zip("xl/vbaProject.bin", "x").File, "makro"),
            ("links to other files", new WorkbookEditor(good).Zip("xl/externalLinks/externalLink1.xml", "<x/>").File, "terhubung ke berkas lain"),
            ("a bomb", new WorkbookEditor(good).Zip("xl/media/image1.png", new string('0', 120 << 20)).File, "terlalu besar"),
            ("entities that grow", new WorkbookEditor(good).Zip("xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><x>&b;</x>").File, "rusak"),
            ("no XML", new WorkbookEditor(good).Zip("xl/workbook.xml", "halo").File, "rusak"),
            ("another workbook", new WorkbookEditor(good).Edit(b => b.WorkbookPart!.Workbook!.Sheets!.Elements<Sheet>().First(s => s.Name == "patuh").Remove()).File, "bukan buku kerja dari Patuh"),
            ("100,000 rows", new WorkbookEditor(good).EditSheet("Input", data => data.Append(Enumerable.Range(5000, 100_000).Select(n => new Row { RowIndex = (uint)n }))).File, "terlalu besar"),
            ("a row at the end of the world", new WorkbookEditor(good).EditSheet("Input", data => data.Append(new Row(new Cell { CellReference = "A1048576", CellValue = new CellValue(1) }) { RowIndex = 1048576 })).File, "terlalu besar"),
            ("a column at the end of the world", new WorkbookEditor(good).EditSheet("Input", data => data.Append(new Row(new Cell { CellReference = "XFD5000", CellValue = new CellValue(1) }) { RowIndex = 5000 })).File, "terlalu besar"),
        ];
        foreach (var (what, file, says) in files)
        {
            var answer = await assessor.Upload(unit, file);
            Assert.True(answer.Status == 400 && answer.Text.Contains(says, StringComparison.Ordinal), $"{what}: {answer.Status} {answer.Text}");
            Assert.Contains("Lihat perubahannya", answer.Text, StringComparison.Ordinal);
        }
        Assert.Empty(cycle.Heads(unit));
    }

    [Fact]
    public async Task Damaged_anywhere_it_is_refused_or_read_but_never_fails()
    {
        using var assessor = await cycle.Site.Visitor().As("assessor");
        var unit = cycle.Unit().Id;
        var good = (await assessor.Workbook(unit)).File;
        var random = new Random(20240710);
        for (var n = 0; n < 60; n++)
        {
            var file = good.ToArray();
            for (var i = 0; i < 1 << random.Next(6); i++)
                file[random.Next(file.Length)] = (byte)random.Next(256);
            Assert.InRange((await assessor.Upload(unit, file)).Status, 200, 400);
        }
        // and inside, where the archive is sound
        foreach (var part in (string[])["xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "[Content_Types].xml"])
            foreach (var text in (string[])["", "<x/>", "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"a\"><c r=\"!\" s=\"999\" t=\"s\"><v>77</v></c></row></sheetData></worksheet>"])
                Assert.InRange((await assessor.Upload(unit, new WorkbookEditor(good).Zip(part, text).File)).Status, 200, 400);
    }

    [Fact]
    public async Task A_file_may_be_larger_here_than_elsewhere_and_too_large_is_said_by_a_page()
    {
        using var assessor = await cycle.Site.Visitor().As("assessor");
        var unit = cycle.Unit().Id;
        var padded = new WorkbookEditor((await assessor.Workbook(unit)).File).Edit(_ => { });
        Assert.Equal(200, (await assessor.Upload(unit, padded.Set("in.s1|", "E", 5.0).File)).Status);
        var two = await assessor.Upload(unit, [.. "PK\u0003\u0004"u8, .. new byte[2 << 20]]);
        Assert.Contains("rusak", two.Text, StringComparison.Ordinal);
        var eleven = await assessor.Upload(unit, new byte[11 << 20]);
        Assert.Equal(400, eleven.Status);
        Assert.Contains("lebih dari 10 MB", eleven.Text, StringComparison.Ordinal);
        var twenty = await assessor.Upload(unit, new byte[20 << 20]);
        Assert.Equal(413, twenty.Status);
        Assert.Contains("lebih dari 14 megabita", twenty.Text, StringComparison.Ordinal);
    }

    private static byte[] Zip(params (string Path, string Text)[] entries)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, text) in entries)
            {
                using var writer = new StreamWriter(zip.CreateEntry(path).Open());
                writer.Write(text);
            }
        return stream.ToArray();
    }
}
