using Microsoft.AspNetCore.Mvc;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Assessments.Desk;

/// <summary>Products and respondents of a unit: officers are named, confirmed and replaced, users are added by number with their consent.</summary>
[Needs(Right.CyclesRead)]
internal sealed class RespondentsModel(PatuhDb db, TimeProvider time, Subjects subjects) : AssessmentPage(db, time)
{
    public const int LongestName = 200;

    /// <summary>Officers and products may be changed: by who plans, not by the agency that is asked.</summary>
    public bool MayPlan => May(Right.PlansWrite, Open.Row.Place) && Open.Cycle.State != CycleState.Closed;

    /// <summary>Users are added by who interviews.</summary>
    public bool MayAddUsers => !IsSelf && StageOpen && AnswerAccess.MayWrite(Me, Open.Row, AnswerKind.Assessed) && Asks(SubjectRole.User);

    /// <summary>The one whose replacement is being asked for.</summary>
    public AssessmentSubjectRow? Replacing { get; private set; }

    public AssessmentSubjectRow? Editing { get; private set; }

    public string TypedName { get; private set; } = "";

    public string TypedPost { get; private set; } = "";

    public string Address => Here + "/responden" + KindQuery;

    public IEnumerable<IGrouping<string, AssessmentSubjectRow>> Groups => Open.Subjects.GroupBy(s => s.Role).OrderBy(g => g.Key switch { SubjectRole.Product => 0, SubjectRole.Officer => 1, SubjectRole.ComplaintOfficer => 2, _ => 3 });

    public bool Asks(string role) => Method.Asks(Open.Row.Level, role);

    public async Task<IActionResult> OnGet(string assessment, string? jenis, string? ganti, string? ubah, CancellationToken cancel)
    {
        if (!await Find(assessment, jenis, cancel))
            return Foreign();
        Replacing = MayPlan ? Open.Subjects.FirstOrDefault(s => s.Id == ganti && s.EndedAt is null && s.Role != SubjectRole.Product) : null;
        Editing = MayPlan ? Open.Subjects.FirstOrDefault(s => s.Id == ubah && s.EndedAt is null) : null;
        (TypedName, TypedPost) = (Editing?.Name ?? "", Editing?.Post ?? Replacing?.Post ?? "");
        return Page();
    }

    public async Task<IActionResult> OnPostUbah(string assessment, string? jenis, string? subjek, string? nama, string? jabatan, CancellationToken cancel)
    {
        if (!await Find(assessment, jenis, cancel) || !MayPlan || Open.Subjects.FirstOrDefault(s => s.Id == subjek && s.EndedAt is null && s.Role is not (SubjectRole.User or SubjectRole.Public)) is not { } subject)
            return Foreign();
        Editing = subject;
        if (!Name(nama, jabatan))
            return Again();
        await subjects.Rename(Me, Open.Row, subject, TypedName, TypedPost, cancel);
        return SeeOther(Address, "disimpan");
    }

    public async Task<IActionResult> OnPostGanti(string assessment, string? jenis, string? subjek, string? nama, string? jabatan, string? alasan, CancellationToken cancel)
    {
        if (!await Find(assessment, jenis, cancel) || !MayPlan || Open.Subjects.FirstOrDefault(s => s.Id == subjek && s.EndedAt is null && s.Role is SubjectRole.Officer or SubjectRole.ComplaintOfficer) is not { } subject)
            return Foreign();
        Replacing = subject;
        if (!Name(nama, jabatan) | !Reason(alasan))
            return Again();
        await subjects.Replace(Me, Open.Row, subject, TypedName, TypedPost, Why, cancel);
        return SeeOther(Address, "responden-diganti");
    }

    public async Task<IActionResult> OnPostKonfirmasi(string assessment, string? jenis, string? subjek, CancellationToken cancel)
    {
        if (!await Find(assessment, jenis, cancel) || !MayPlan || Open.Subjects.FirstOrDefault(s => s.Id == subjek && s is { EndedAt: null, ConfirmedAt: null, Name.Length: > 0 }) is not { } subject)
            return Foreign();
        await subjects.Confirm(Me, Open.Row, subject, cancel);
        return SeeOther(Address, "responden-dikonfirmasi");
    }

    public async Task<IActionResult> OnPostPengguna(string assessment, string? jenis, string? setuju, string? benih, CancellationToken cancel)
    {
        if (!await Find(assessment, jenis, cancel) || !MayAddUsers)
            return Foreign();
        if (setuju != "ya")
        {
            Errors["setuju"] = L.T("Wawancara hanya dengan persetujuan. Bacakan kalimatnya, lalu centang.", "An interview needs consent. Read the sentence out, then tick the box.");
            return Again();
        }
        await subjects.AddUser(Me, Open, Guid.TryParse(benih, out var id) ? id.ToString() : Guid.CreateVersion7(Time.GetUtcNow()).ToString(), Time.GetUtcNow(), cancel);
        return SeeOther(Address, "pengguna-ditambah");
    }

    private bool Name(string? name, string? post)
    {
        (TypedName, TypedPost) = (Accounts.CleanName.Of(name), Accounts.CleanName.Of(post));
        if (Accounts.CleanName.Problem(TypedName, LongestName, L) is { } problem)
            Errors["nama"] = problem;
        if (TypedPost.Length > LongestName)
            Errors["jabatan"] = L.T($"Paling banyak {LongestName} karakter.", $"At most {LongestName} characters.");
        return Errors.Count == 0;
    }

    private async Task<bool> Find(string assessment, string? kind, CancellationToken cancel)
    {
        if (!await Load(assessment, kind, cancel))
            return false;
        Title = L.T($"Responden dan produk: {Open.Row.Name}, {Open.Agency.Name}", $"Respondents and products: {Open.Row.Name}, {Open.Agency.Name}");
        return true;
    }
}
