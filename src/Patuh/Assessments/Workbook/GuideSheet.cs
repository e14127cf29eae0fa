using Patuh.Assessments.Answers;
using Patuh.Platform;
using Patuh.Platform.Ui;

namespace Patuh.Assessments.Workbook;

/// <summary>The first sheet: whose workbook it is and how it is filled in, in both languages.</summary>
internal sealed class GuideSheet(OpenAssessment open, WorkbookAbout about, string by, Reader L)
{
    private static readonly (string Id, string En)[] Steps =
    [
        ("Isi hanya sel kuning muda. Sel lain terkunci; kuncinya tanpa kata sandi dan hanya menjaga dari salah ketik.",
            "Fill in the light yellow cells only. The others are locked, without a password, to guard against slips."),
        ("Nilai: pilih dari daftar, atau ketik angka pada skala indikator. na bila indikator tidak berlaku; tulis alasannya di kolom berikutnya.",
            "Value: choose from the list, or type a number on the indicator's scale. na where the indicator does not apply; say why in the column for it."),
        ("Nilai yang dihapus menarik kembali jawabannya. Baris yang tidak Anda ubah tidak mengubah apa pun.",
            "A value that is deleted takes its answer back. Rows that you leave alone change nothing."),
        ("Mengubah jawaban orang lain meminta isi kolom Alasan perubahan.",
            "Changing what somebody else answered asks for the column Why changed."),
        ("Pengguna baru: pakai baris \"Pengguna baru 1\", dan seterusnya. Tanyakan dahulu apakah ia bersedia, lalu tulis ya pada lembar Responden. Jangan tulis namanya: wawancara ini anonim.",
            "New users: use the rows New user 1 and so on. Ask first whether they agree, then write ya on the sheet Respondents. Never write a name: these interviews are anonymous."),
        ("Baris boleh diurutkan dan disaring; lembar dan kolom boleh ditambah. Jangan pakai rumus di sel kuning, dan jangan gabungkan sel.",
            "Rows may be sorted and filtered, sheets and columns added. Use no formulas in yellow cells, and merge none."),
        ("Sesudah selesai, unggah di halaman Buku kerja penilaian ini. Anda melihat dahulu apa yang akan berubah; jawaban yang sementara itu diubah orang lain tampak sebagai pertentangan, tidak tertimpa.",
            "When done, upload it on this assessment's page Workbook. You see first what will change; an answer that somebody changed meanwhile shows as a contradiction and is not overwritten."),
        ("Berkas ini memuat jawaban: simpan seperti dokumen kerja, dan hapus bila sudah diunggah.",
            "This file holds answers: keep it like any working paper, and delete it once it is uploaded."),
    ];

    public void Write(Func<SheetLook, SheetWriter> add)
    {
        using var sheet = add(new SheetLook(L.T("Petunjuk", "Guide"), [38, 86], Landscape: false));
        sheet.Line(WorkbookStyles.Title, L.T("Buku kerja penilaian", "Workbook of an assessment"));
        (string Id, string En, string Value)[] facts =
        [
            ("Unit", "Unit", open.Row.Name), ("Instansi", "Agency", open.Agency.Name), ("Siklus", "Cycle", open.Cycle.Title), ("Jenis", "Kind", WorkbookWords.Kind(about.Kind, L)),
            ("Instrumen", "Instrument", $"{L.T(open.File.Instrument.Title)} ({open.File.Instrument.Id}, {L.T("versi", "version")} {open.File.Instrument.Version})"),
            ("Diunduh oleh", "Downloaded by", by), ("Diunduh pada", "Downloaded at", When()), ("Nomor buku kerja", "Number of the workbook", about.Id),
        ];
        foreach (var (id, en, value) in facts)
        {
            sheet.BeginRow();
            sheet.Text(id == en ? id : $"{id} / {en}", WorkbookStyles.Label).Text(value, WorkbookStyles.Wrapped).EndRow();
        }
        sheet.Line(WorkbookStyles.Plain);
        sheet.Line(WorkbookStyles.Label, "Cara mengisi / How to fill it in");
        for (var n = 0; n < Steps.Length; n++)
        {
            sheet.BeginRow(sheet.Lines(Steps[n].Id, 1));
            sheet.Text($"{n + 1}", WorkbookStyles.Label).Text(Steps[n].Id, WorkbookStyles.Wrapped).EndRow();
            sheet.BeginRow(sheet.Lines(Steps[n].En, 1));
            sheet.Text("", WorkbookStyles.Quiet).Text(Steps[n].En, WorkbookStyles.Quiet).EndRow();
        }
        sheet.End([]);
    }

    private string When()
    {
        var moment = Stamp.Read(about.ExportedAt).ToOffset(TimeSpan.FromHours(7));
        var clock = moment.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        return $"{L.Date(Stamp.Of(DateOnly.FromDateTime(moment.DateTime)))}, {(L.English ? clock : clock.Replace(':', '.'))} WIB";
    }
}
