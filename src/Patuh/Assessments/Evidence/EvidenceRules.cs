using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Platform.Ui;

namespace Patuh.Assessments.Evidence;

/// <summary>When evidence is taken and decided about; who may is asked of <see cref="AgencyEvidence"/>.</summary>
internal static class EvidenceRules
{
    /// <summary>The code of why nothing can be attached now; null when it can. The same days as answers of that kind.</summary>
    public static string? Closed(AssessmentCycleRow cycle, IReadOnlyList<CycleStageRow> stages, PlannedAgencyRow agency, string kind, string today) =>
        cycle.State != CycleState.Open || !stages.Any(s => Stages.For(kind).Contains(s.Stage) && s.IsOpen(today)) ? EvidenceRefusal.StageClosed
        : kind == AnswerKind.Self && agency.SelfState == SelfState.Submitted ? EvidenceRefusal.SelfSubmitted
        : null;

    /// <summary>Assessors decide from the first day of preparation to the last of data collection, the days between stages too.</summary>
    public static bool Decides(AssessmentCycleRow cycle, IReadOnlyList<CycleStageRow> stages, string today)
    {
        var working = stages.Where(s => s.Stage is Stages.Preparation or Stages.Mentoring or Stages.Collection).ToList();
        return cycle.State == CycleState.Open && working.Exists(s => string.CompareOrdinal(s.BeginsOn, today) <= 0) && working.Exists(s => s.ClosedAt is null && string.CompareOrdinal(today, s.EndsOn) <= 0);
    }
}

/// <summary>Why evidence is not taken, in words. What was uploaded waits in one's uploads.</summary>
internal static class EvidenceRefusal
{
    public const string StageClosed = "stage-closed";
    public const string SelfSubmitted = "self-submitted";
    public const string NotAssessed = "not-assessed";
    public const string Gone = "gone";
    public const string SameFile = "same-file";
    public const string Elsewhere = "elsewhere";

    public const string DecisionsClosed = "decisions-closed";

    /// <summary>Not theirs, or not there: the page is not found.</summary>
    public const string Foreign = "foreign";

    public static string Of(string code, string kind, Reader L) => code switch
    {
        StageClosed when kind == AnswerKind.Self => L.T("Bukti hanya dipasang pada tahap persiapan dan pendampingan; tahap itu tidak sedang dibuka.", "Evidence is attached during preparation and mentoring only; neither is open."),
        StageClosed => L.T("Bukti dari kunjungan hanya dipasang pada tahap pengambilan data; tahap itu tidak sedang dibuka.", "Evidence from a visit is attached during data collection only, which is not open."),
        SelfSubmitted => L.T("Penilaian mandiri sudah dikirim, jadi buktinya tidak dapat diubah. Minta perwakilan Ombudsman mengembalikannya bila ada yang perlu ditambah.", "The self-assessment is submitted, so its evidence cannot be changed. Ask the office of the Ombudsman to send it back where something is to be added."),
        NotAssessed => L.T("Unit ini tidak dinilai dalam siklus ini, jadi tidak memerlukan bukti.", "This unit is not assessed in this cycle and needs no evidence."),
        DecisionsClosed => L.T("Bukti diperiksa dari tahap persiapan sampai pengambilan data; sekarang di luar itu.", "Evidence is looked at from preparation to data collection; it is another time now."),
        SameFile => L.T("Berkas ini sama dengan versi yang berlaku. Pilih berkas yang sudah diperbaiki.", "This file is the same as the version that stands. Choose the file that was put right."),
        Elsewhere => L.T("Berkas ini dipakai juga untuk unit yang bukan bagian Anda. Minta koordinator instansi menggantinya, atau lepas dari unit Anda dan pasang berkas baru.", "This file is used for a unit that is not yours too. Ask the agency's coordinator to replace it, or detach it from your unit and attach a new file."),
        _ => L.T("Ini baru saja diubah orang lain, atau sudah dipakai. Muat ulang halaman ini, lalu coba sekali lagi.", "Somebody else has just changed this, or it is used already. Load this page anew, then try once more."),
    };
}
