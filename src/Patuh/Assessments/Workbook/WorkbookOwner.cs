using Patuh.Assessments.Answers;
using Patuh.Platform;
using Patuh.Platform.Ui;

namespace Patuh.Assessments.Workbook;

/// <summary>Whether a workbook belongs here, and whether one is taken at all.</summary>
internal static class WorkbookOwner
{
    /// <summary>Why a workbook is not this assessment's, of this kind and by its method; null: it is.</summary>
    public static string? Problem(WorkbookAbout about, OpenAssessment open, string kind, Reader L)
    {
        if (about.Assessment != open.Row.Id)
            return L.T($"Buku kerja ini milik “{about.Name}”, bukan “{open.Row.Name}” dalam siklus ini. Buka penilaian itu, lalu unggah di sana.", $"This workbook is of “{about.Name}”, not of “{open.Row.Name}” in this cycle. Open that assessment, and upload it there.");
        if (about.Kind != kind)
            return L.T($"Buku kerja ini untuk {WorkbookWords.Kind(about.Kind, L)}, halaman ini untuk {WorkbookWords.Kind(kind, L)}.", $"This workbook is for the {WorkbookWords.Kind(about.Kind, L)}, this page for the {WorkbookWords.Kind(kind, L)}.");
        if (about.InstrumentHash != open.File.Hash)
            return L.T($"Buku kerja ini dibuat dengan instrumen {about.Instrument} versi {about.InstrumentVersion}; siklus ini memakai {open.File.Instrument.Id} versi {open.File.Instrument.Version}. Unduh lagi, dan pindahkan isiannya ke sana.",
                $"This workbook was made with the instrument {about.Instrument}, version {about.InstrumentVersion}; this cycle uses {open.File.Instrument.Id}, version {open.File.Instrument.Version}. Download it again, and move what was filled in there.");
        try
        {
            Stamp.Read(about.ExportedAt);
            return null;
        }
        catch (FormatException)
        {
            return L.T("Lembar tersembunyi buku kerja ini rusak. Unduh lagi, dan pindahkan isiannya ke sana.", "The hidden sheet of this workbook is broken. Download it again, and move what was filled in there.");
        }
    }

    /// <summary>Why no answers are taken now.</summary>
    public static string NotTaken(string code, Reader L) => code switch
    {
        HeldCode.NotAssessed => L.T("Unit ini tidak dinilai, jadi tidak ada buku kerja yang diterima.", "This unit is not assessed, so no workbook is taken."),
        HeldCode.SelfSubmitted => L.T("Penilaian mandiri sudah dikirim. Minta koordinator membukanya lagi, lalu unggah.", "The self-assessment was submitted. Ask the coordinator to open it again, then upload."),
        _ => L.T("Tahap pengisiannya belum dibuka atau sudah ditutup, jadi buku kerja tidak diterima sekarang. Simpan berkasnya, dan tanyakan kepada kepala perwakilan.", "The stage for these answers is not open yet or is closed, so no workbook is taken now. Keep the file, and ask the head of the office."),
    };
}
