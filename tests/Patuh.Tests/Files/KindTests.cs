using System.Text;
using Patuh.Platform.Files.Kinds;
using Patuh.Tests.Support;
using SkiaSharp;

namespace Patuh.Tests.Files;

public sealed class SqliteKindTests : KindTests<SqliteDatabase>;

public sealed class PostgresKindTests : KindTests<PostgresDatabase>;

/// <summary>What is taken and what is not, through the plain form: by the bytes, whatever the name says.</summary>
public abstract class KindTests<T> : FileSite<T> where T : TestDatabase, new()
{
    private static readonly byte[] Macro = "ID=1"u8.ToArray();

    [Fact]
    public async Task What_offices_have_is_taken_by_its_bytes()
    {
        foreach (var (name, bytes, type) in ((string, byte[], string)[])
        [
            ("maklumat.pdf", Samples.Pdf, "application/pdf"), ("a.jpg", Samples.Picture(20, 10, SKEncodedImageFormat.Jpeg), "image/jpeg"), ("a.png", Samples.Png, "image/png"),
            ("a.exe", Samples.Picture(20, 10, SKEncodedImageFormat.Webp), "image/webp"), ("surat.docx", Samples.Office("word/document.xml"), FileKind.Word.MediaType), ("tabel.xlsx", Samples.Office("xl/workbook.xml"), FileKind.Excel.MediaType),
            ("daftar.csv", Encoding.UTF8.GetBytes("unit,nilai\nPuskesmas Muara Aman – é,5\n"), "text/plain"), ("MZ.txt", "MZ adalah singkatan"u8.ToArray(), "text/plain"), ("antrean.mp4", Samples.Video(), "video/mp4"),
        ])
        {
            var answer = await Rina.SendFiles(Page, "berkas", (name, bytes));
            Assert.True(answer.Status == 303, name + ": " + answer.Text);
            Assert.Equal((name, type), (Last().Upload.Name, Last().File!.MediaType));
        }
    }

    [Fact]
    public async Task What_is_something_else_is_refused_with_a_sentence()
    {
        var bomb = Samples.Zip([("[Content_Types].xml", "<Types/>"u8.ToArray()), ("word/document.xml", new byte[64 << 20])]);
        foreach (var (name, bytes, code) in ((string, byte[], string)[])
        [
            ("foto.jpg", [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0], FileProblem.Executable), ("foto.jpg", [0x7f, .. "ELF"u8, 2, 1, 1], FileProblem.Executable), ("a.txt", "#!/bin/sh\nrm -rf /\n"u8.ToArray(), FileProblem.Executable),
            ("a.pdf", "<!DOCTYPE html><script>alert(1)</script>"u8.ToArray(), FileProblem.Markup), ("a.png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray(), FileProblem.Markup),
            ("a.txt", "halo <script>alert(1)</script>"u8.ToArray(), FileProblem.Markup), ("a.txt", Encoding.UTF8.GetBytes("\uFEFF  <html>"), FileProblem.Markup),
            ("a.pdf", [.. "<html><script>alert(1)</script>"u8, .. Samples.Pdf], FileProblem.Markup), ("a.pdf", Samples.Pdf[..40], FileProblem.Damaged),
            ("a.gif", "GIF89a/*"u8.ToArray(), FileProblem.Gif), ("a.js", "GIF89a=1;alert(1)"u8.ToArray(), FileProblem.Gif), ("a.heic", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8], FileProblem.Heic),
            ("a.doc", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], FileProblem.OldOffice), ("a.docx", Samples.Office("word/document.xml", ("word/vbaProject.bin", Macro)), FileProblem.Macros),
            ("a.docx", Samples.Zip([("[Content_Types].xml", "<Types x='application/vnd.ms-word.document.macroEnabled.main+xml'/>"u8.ToArray()), ("word/document.xml", [1])]), FileProblem.Macros),
            ("a.xlsx", Samples.Office("xl/workbook.xml", ("xl/macrosheets/sheet1.xml", Macro)), FileProblem.Macros), ("a.docx", Samples.Zip(("catatan.txt", "halo"u8.ToArray())), FileProblem.Unknown),
            ("a.docx", bomb, FileProblem.ZipBomb), ("a.docx", [.. "PK\x03\x04"u8, .. new byte[60]], FileProblem.Damaged), ("a.docx", [.. "PK\x03\x04 <script>"u8, .. Samples.Office("word/document.xml")], FileProblem.Damaged),
            ("a.apk", Samples.Zip(("AndroidManifest.xml", [1])), FileProblem.Executable), ("a.txt", [], FileProblem.Empty), ("a.csv", [.. "nama\nJos"u8, 0xe9, .. "\n"u8], FileProblem.Encoding), ("a.txt", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("halo")).ToArray(), FileProblem.Encoding),
            ("a.bin", [1, 2, 3, 4], FileProblem.Unknown), ("a.mov", Samples.Video("qt  "), FileProblem.Unknown), ("a.mp4", Samples.Video()[..100], FileProblem.Damaged), ("a.jpg", [0xff, 0xd8, 0xff], FileProblem.PictureDamaged),
            ("a.jpg", Samples.Picture(400, 300, SKEncodedImageFormat.Jpeg)[..3000], FileProblem.PictureDamaged), ("a.png", Samples.Png[..(Samples.Png.Length / 2)], FileProblem.PictureDamaged), ("a.webp", Samples.Picture(40, 30, SKEncodedImageFormat.Webp)[..60], FileProblem.PictureDamaged),
            ("a.png", Samples.HugePng(50_000, 50_000), FileProblem.PictureTooLarge), ("a.png", Samples.HugePng(20_000, 20_000), FileProblem.PictureTooLarge), ("a.png", Samples.HugePng(100, 100), FileProblem.PictureDamaged), ("a.png", Samples.HugePng(-5, 10), FileProblem.PictureDamaged),
        ])
        {
            var answer = await Rina.SendFiles(Page, "berkas", (name, bytes));
            Assert.True(answer.Status == 400, $"{name} {code}: {answer.Status} {answer.Text}");
            Assert.True(Last().Upload.Refusal == code, $"{name}: {code} expected, {Last().Upload.Refusal} came");
            Assert.Contains(name, answer.Page.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
            Assert.True(answer.Page.QuerySelector(".uploads .refused .note")!.TextContent.Length > 30);
        }
        using var db = Site.Database.Open();
        Assert.Empty(db.Set<Patuh.Platform.Files.Store.StoredFileRow>());
        Assert.DoesNotContain(Directory.EnumerateFiles(Site.Database.FilesPath, "*", SearchOption.AllDirectories), f => !f.EndsWith("lock", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Damaged_bytes_of_every_kind_never_end_in_a_failure()
    {
        var random = new Random(7);
        foreach (var sample in (byte[][])[Samples.Photo(120, 80, 6), Samples.Png, Samples.Picture(50, 40, SKEncodedImageFormat.Webp), Samples.Office("word/document.xml"), Samples.Video(), Samples.Pdf])
            for (var turn = 0; turn < 12; turn++)
            {
                var bytes = sample.ToArray();
                for (var i = 0; i < 1 + turn; i++)
                    bytes[random.Next(4, bytes.Length)] = (byte)random.Next(256);
                if (turn % 3 == 0)
                    bytes = bytes[..random.Next(5, bytes.Length)];
                Assert.Contains((await Rina.SendFiles(Page, "berkas", ("a.bin", bytes))).Status, (int[])[303, 400]);
                Assert.Equal(303, (await Rina.PostWithToken(Page + "?handler=Hapus", Page, ("unggahan", Last().Upload.Id))).Status);
            }
    }

    [Fact]
    public async Task A_form_takes_several_files_keeps_what_was_taken_and_tells_of_the_rest()
    {
        var answer = await Rina.SendFiles(Page, "berkas", ("a.pdf", Samples.Pdf), ("b.gif", "GIF89a"u8.ToArray()), ("c.png", Samples.Png));
        Assert.Equal(400, answer.Status);
        Assert.Contains("b.gif: GIF tidak diterima", answer.Page.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, answer.Page.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(400, (await Rina.SendFiles(Page, "berkas")).Status);
        Assert.Contains("Nothing is uploaded yet", (await Other.Get("/kerja/en/berkas")).Text, StringComparison.Ordinal);
    }
}
