using System.IO.Compression;
using System.Xml;
using Patuh.Platform.Ui;

namespace Patuh.Assessments.Workbook;

/// <summary>Where a sheet has what a reader of values does not see.</summary>
internal sealed record SheetMarks(IReadOnlySet<string> Formulas, IReadOnlyList<string> Merged);

/// <summary>
/// Looks at a file before it is read as a workbook: that it is one, without programs in it, and no larger than a workbook can be once it is unpacked (which is never more
/// than the archive itself says).
/// </summary>
internal static class WorkbookGate
{
    private const int MostEntries = 500;

    private static readonly XmlReaderSettings Xml = new() { DtdProcessing = DtdProcessing.Prohibit, IgnoreComments = true, IgnoreWhitespace = true, CloseInput = true };

    /// <summary>Formulas and merged cells of each sheet, by its name; null with a sentence where the file is none that can be read.</summary>
    public static IReadOnlyDictionary<string, SheetMarks>? Enter(byte[] file, Reader L, out string? problem)
    {
        problem = Kind(file, L);
        if (problem is not null)
            return null;
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
            problem = Contents(zip, L);
            if (problem is not null)
                return null;
            var marks = new Dictionary<string, SheetMarks>(StringComparer.Ordinal);
            foreach (var (name, path) in Sheets(zip))
                if (Entry(zip, path) is { } entry)
                    marks[name] = Marks(entry);
            return marks;
        }
        catch (TooLargeException)
        {
            problem = L.T($"Lembarnya terlalu besar: paling banyak {L.Count(WorkbookFormat.MostRows)} baris dan {WorkbookFormat.MostColumns} kolom. Hapus yang bukan dari buku kerja, lalu unggah lagi.",
                $"A sheet is too large: at most {L.Count(WorkbookFormat.MostRows)} rows and {WorkbookFormat.MostColumns} columns. Remove what is not of the workbook, then upload again.");
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or IOException or NotSupportedException or ArgumentException or FormatException or OverflowException)
        {
            problem = L.T("Berkas ini rusak dan tidak dapat dibuka. Buka di Excel, simpan lagi sebagai .xlsx, lalu unggah.", "This file is damaged and cannot be opened. Open it in Excel, save it as .xlsx again, then upload.");
        }
        return null;
    }

    private static string? Kind(byte[] file, Reader L) =>
        file.Length == 0 ? L.T("Pilih dahulu berkas buku kerjanya (.xlsx).", "Choose the workbook's file (.xlsx) first.")
        : file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) ? L.T("Berkas ini berkata sandi, atau berformat Excel lama (.xls). Hapus kata sandinya atau simpan sebagai .xlsx, lalu unggah lagi.",
            "This file has a password, or is of the old Excel format (.xls). Take the password off or save it as .xlsx, then upload again.")
        : file.AsSpan().StartsWith("PK\u0003\u0004"u8) ? null
        : L.T("Berkas ini bukan buku kerja Excel (.xlsx). Unduh buku kerja dari halaman ini, isi, lalu unggah berkas itu.", "This file is no Excel workbook (.xlsx). Download the workbook from this page, fill it in, then upload that file.");

    private static string? Contents(ZipArchive zip, Reader L)
    {
        if (zip.GetEntry("mimetype") is not null)
            return L.T("Berkas ini berformat OpenDocument (.ods). Simpan sebagai Excel (.xlsx), lalu unggah lagi.", "This file is of the OpenDocument format (.ods). Save it as Excel (.xlsx), then upload again.");
        if (zip.Entries.Any(e => e.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
            return L.T("Berkas ini berisi makro. Simpan sebagai buku kerja Excel biasa (.xlsx), tanpa makro, lalu unggah lagi.", "This file has macros. Save it as an ordinary Excel workbook (.xlsx), without macros, then upload again.");
        if (zip.GetEntry("xl/workbook.xml") is null)
            return L.T("Berkas ini bukan buku kerja Excel (.xlsx). Unduh buku kerja dari halaman ini, isi, lalu unggah berkas itu.", "This file is no Excel workbook (.xlsx). Download the workbook from this page, fill it in, then upload that file.");
        if (zip.Entries.Any(e => e.FullName.StartsWith("xl/externalLinks/", StringComparison.OrdinalIgnoreCase)))
            return L.T("Berkas ini terhubung ke berkas lain. Di Excel: Data, Edit Links, Break Link; lalu simpan dan unggah lagi.", "This file is linked to other files. In Excel: Data, Edit Links, Break Link; then save and upload again.");
        return zip.Entries.Count > MostEntries || zip.Entries.Sum(e => e.Length) > WorkbookFormat.LargestUnpacked
            ? L.T("Isi berkas ini terlalu besar. Hapus yang bukan dari buku kerja, lalu unggah lagi.", "What this file holds is too large. Remove what is not of the workbook, then upload again.") : null;
    }

    private static List<(string Name, string Path)> Sheets(ZipArchive zip)
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Entry(zip, "xl/_rels/workbook.xml.rels") is { } relations)
            Read(relations, xml =>
            {
                if (xml.LocalName == "Relationship" && xml.GetAttribute("Id") is { } id && xml.GetAttribute("Target") is { } target)
                    targets[id] = target.StartsWith('/') ? target[1..] : "xl/" + target;
            });
        var sheets = new List<(string, string)>();
        Read(Entry(zip, "xl/workbook.xml")!, xml =>
        {
            if (xml.LocalName == "sheet" && xml.GetAttribute("name") is { } name && xml.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships") is { } id && targets.TryGetValue(id, out var path))
                sheets.Add((name, path));
        });
        return sheets;
    }

    private static SheetMarks Marks(ZipArchiveEntry entry)
    {
        var (formulas, merged, cell, rows) = (new HashSet<string>(StringComparer.Ordinal), new List<string>(), "", 0);
        Read(entry, xml =>
        {
            switch (xml.LocalName)
            {
                case "row" when ++rows > WorkbookFormat.MostRows || (int.TryParse(xml.GetAttribute("r"), out var number) && number > WorkbookFormat.MostRows):
                    throw new TooLargeException();
                case "c":
                    cell = xml.GetAttribute("r") ?? "";
                    if (Column(cell) > WorkbookFormat.MostColumns)
                        throw new TooLargeException();
                    break;
                case "f":
                    formulas.Add(cell);
                    break;
                case "mergeCell" when merged.Count < WorkbookFormat.MostRows:
                    merged.Add(xml.GetAttribute("ref") ?? "");
                    break;
            }
        });
        return new(formulas, merged);
    }

    /// <summary>Number of a cell's column, from 1.</summary>
    public static int Column(string cell)
    {
        var column = 0;
        for (var i = 0; i < cell.Length && i < 4 && char.IsAsciiLetter(cell[i]); i++)
            column = (column * 26) + char.ToUpperInvariant(cell[i]) - 'A' + 1;
        return column;
    }

    private static void Read(ZipArchiveEntry entry, Action<XmlReader> element)
    {
        using var xml = XmlReader.Create(entry.Open(), Xml);
        while (xml.Read())
            if (xml.NodeType == XmlNodeType.Element)
                element(xml);
    }

    private static ZipArchiveEntry? Entry(ZipArchive zip, string path) =>
        zip.GetEntry(path) ?? zip.Entries.FirstOrDefault(e => string.Equals(e.FullName, path, StringComparison.OrdinalIgnoreCase));

    private sealed class TooLargeException : Exception;
}
