using Patuh.Assessments.Desk;
using Patuh.Assessments.Plan;
using Patuh.Platform.Ui;
using Patuh.Scoring;

namespace Patuh.Assessments.Workbook;

/// <summary>Words that stand in workbooks.</summary>
internal static class WorkbookWords
{
    public static string Subject(SheetRow row, Reader L) => row switch
    {
        { Spare: { } spare } => Spare(spare, L),
        { Subject: { } subject } => Subject(subject, L),
        _ => "–",
    };

    public static string Subject(AssessmentSubjectRow subject, Reader L)
    {
        var name = subject.Name.Length > 0 ? subject.Name : subject.Post;
        var called = $"{DeskWords.Role(subject.Role, L)} {subject.Number}{(name.Length > 0 ? ": " + name : "")}";
        return subject.Standing == SubjectRole.Replacement ? called + L.T(" (pengganti)", " (replacement)") : called;
    }

    public static string Spare(string spare, Reader L)
    {
        var parts = spare.Split(WorkbookFormat.Spare);
        return L.T($"{DeskWords.Role(parts[0], L)} baru {parts[1]}", $"New {DeskWords.Role(parts[0], L).ToLowerInvariant()} {parts[1]}");
    }

    public static string Kind(string kind, Reader L) => kind == Answers.AnswerKind.Self ? L.T("penilaian mandiri", "self-assessment") : L.T("penilaian oleh asesor", "assessment by the assessor");

    public static string Methods(Indicator indicator, Reader L) => string.Join(", ", indicator.Methods.Select(m => DeskWords.Method(m, L)));

    public static string Scale(Scale scale, Reader L) => $"{L.Number(scale.Min)}–{L.Number(scale.Max)}{(scale.Decimals > 0 ? L.T($", {scale.Decimals} desimal", $", {scale.Decimals} decimals") : "")}";

    public static string Rubric(Indicator indicator) => string.Join('\n', indicator.Rubric.Select(r => $"{r.Key}: {r.Value}"));
}
