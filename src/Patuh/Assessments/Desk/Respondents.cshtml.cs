using Microsoft.AspNetCore.Mvc;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Assessments.Desk;

/// <summary>
/// Products and respondents of a unit: added, named, confirmed, replaced and taken off the plan; users are added by number with their consent, and may withdraw. All can be undone.
/// </summary>
[Needs(Right.CyclesRead)]
internal sealed class RespondentsModel(PatuhDb db, TimeProvider time, Subjects subjects, SubjectEnding ending) : AssessmentPage(db, time)
{
    public const int LongestName = 200;

    /// <summary>Officers and products may be changed: by who plans, not by the agency that is asked.</summary>
    public bool MayPlan => May(Right.PlansWrite, Open.Row.Place) && Open.Cycle.State != CycleState.Closed;

    /// <summary>What is asked about may be changed, until the answers are in.</summary>
    public bool MayReshape => MayPlan && Open.Stages.Any(s => Stages.For(AnswerKind.Assessed).Contains(s.Stage) && s.ClosedAt is null && string.CompareOrdinal(Today, s.EndsOn) <= 0);

    /// <summary>Users are added by who interviews.</summary>
    public bool MayInterview => !IsSelf && StageOpen && AnswerAccess.MayWrite(Me, Open.Row, AnswerKind.Assessed);

    /// <summary>Whom the instrument asks here and nobody plans: users, members of the public.</summary>
    public IReadOnlyList<string> Met => IsSelf ? [] : [.. SubjectRole.Met.Where(Asks)];

    public IReadOnlyList<string> Planned => [.. SubjectRole.Planned.Where(Asks)];

    /// <summary>The one whose replacement is being asked for.</summary>
    public AssessmentSubjectRow? Replacing { get; private set; }

    public AssessmentSubjectRow? Editing { get; private set; }

    /// <summary>The one that is to be taken off the plan.</summary>
    public AssessmentSubjectRow? Withdrawing { get; private set; }

    public string TypedName { get; private set; } = "";

    public string TypedPost { get; private set; } = "";

    public string TypedRole { get; private set; } = "";

    public string TypedKind { get; private set; } = "";

    public bool TypedStandby { get; private set; }

    public string Address => Here + "/responden" + KindQuery;

    public IEnumerable<IGrouping<string, AssessmentSubjectRow>> Groups => Open.Subjects.GroupBy(s => s.Role).OrderBy(g => g.Key switch { SubjectRole.Product => 0, SubjectRole.Officer => 1, SubjectRole.ComplaintOfficer => 2, _ => 3 });

    /// <summary>Officers who are named and not confirmed.</summary>
    public IReadOnlyList<AssessmentSubjectRow> ToConfirm => [.. Open.Subjects.Where(s => IsOfficer(s) && s is { EndedAt: null, ConfirmedAt: null, Name.Length: > 0 })];

    public bool Asks(string role) => Method.Asks(Open.Row.Level, role);

    public static bool IsOfficer(AssessmentSubjectRow subject) => SubjectRole.Officers.Contains(subject.Role);

    public static bool IsMet(AssessmentSubjectRow subject) => SubjectRole.Met.Contains(subject.Role);

    /// <summary>Taken off or put back: by who interviews, where they were met on the day; by who plans otherwise.</summary>
    public bool MayEnd(AssessmentSubjectRow subject) => IsMet(subject) ? MayInterview : MayReshape;

    public async Task<IActionResult> OnGet(string assessment, string? jenis, string? ganti, string? ubah, string? cabut, CancellationToken cancel)
    {
        if (!await Find(assessment, jenis, cancel))
            return Foreign();
        Replacing = MayPlan ? One(ganti, s => s.EndedAt is null && IsOfficer(s)) : null;
        Editing = MayPlan ? One(ubah, s => s.EndedAt is null && !IsMet(s)) : null;
        Withdrawing = One(cabut, s => s.EndedAt is null && MayEnd(s));
        (TypedName, TypedPost, TypedKind) = (Editing?.Name ?? "", Editing?.Post ?? Replacing?.Post ?? "", Editing?.Kind ?? "");
        return Page();
    }

    public async Task<IActionResult> OnPostUbah(string assessment, string? jenis, string? subjek, string? nama, string? jabatan, string? golongan, CancellationToken cancel)
    {
        if (!await Find(assessment, jenis, cancel) || !MayPlan || One(subjek, s => s.EndedAt is null && !IsMet(s)) is not { } subject)
            return Foreign();
        Editing = subject;
        if (!Name(nama, jabatan, golongan, subject.Role))
            return Again();
        await subjects.Change(Me, Open.Row, subject, TypedName, TypedPost, TypedKind, cancel);
        return SeeOther(Address, "responden-disimpan");
    }

    public async Task<IActionResult> OnPostTambah(string assessment, string? jenis, string? peran, string? nama, string? jabatan, string? golongan, string? cadangan, CancellationToken cancel)
    {
        if (!await Find(assessment, jenis, cancel) || !MayReshape || !Planned.Contains(peran))
            return Foreign();
        (TypedRole, TypedStandby) = (peran!, cadangan == "ya" && peran != SubjectRole.Product);
        if (!Name(nama, jabatan, golongan, TypedRole))
            return Again();
        await subjects.Add(Me, Open.Row, TypedRole, TypedStandby ? SubjectRole.Replacement : SubjectRole.Primary, TypedName, TypedPost, TypedKind, cancel);
        return SeeOther(Address, "responden-ditambah");
    }

    public async Task<IActionResult> OnPostGanti(string assessment, string? jenis, string? subjek, string? nama, string? jabatan, string? alasan, CancellationToken cancel)
    {
        if (!await Find(assessment, jenis, cancel) || !MayPlan || One(subjek, s => s.EndedAt is null && IsOfficer(s)) is not { } subject)
            return Foreign();
        Replacing = subject;
        if (!Name(nama, jabatan, null, subject.Role) | !Reason(alasan))
            return Again();
        await subjects.Replace(Me, Open.Row, subject, TypedName, TypedPost, Why, cancel);
        return SeeOther(Address, "responden-diganti");
    }

    public async Task<IActionResult> OnPostCabut(string assessment, string? jenis, string? subjek, string? alasan, CancellationToken cancel)
    {
        if (!await Find(assessment, jenis, cancel) || One(subjek, s => s.EndedAt is null && MayEnd(s)) is not { } subject)
            return Foreign();
        Withdrawing = subject;
        if (!Reason(alasan))
            return Again();
        await ending.Withdraw(Me, IsMet(subject) ? Right.AnswersWrite : Right.PlansWrite, Open.Row, subject, Why, cancel);
        return SeeOther(Address, "responden-dicabut");
    }

    public async Task<IActionResult> OnPostKembalikan(string assessment, string? jenis, string? subjek, CancellationToken cancel)
    {
        if (!await Find(assessment, jenis, cancel) || One(subjek, s => s.EndedAt is not null && MayEnd(s)) is not { } subject)
            return Foreign();
        if (Open.Subjects.Successor(subject) is { } successor)
            await ending.Return(Me, Open.Row, subject, successor, cancel);
        else
            await ending.Restore(Me, IsMet(subject) ? Right.AnswersWrite : Right.PlansWrite, Open.Row, subject, cancel);
        return SeeOther(Address, "responden-dikembalikan");
    }

    /// <summary>One, or all that are named.</summary>
    public async Task<IActionResult> OnPostKonfirmasi(string assessment, string? jenis, string? subjek, CancellationToken cancel)
    {
        if (!await Find(assessment, jenis, cancel) || !MayPlan || ToConfirm.Where(s => subjek is null || s.Id == subjek).ToList() is not { Count: > 0 } officers)
            return Foreign();
        await subjects.Confirm(Me, Open.Row, officers, cancel);
        return SeeOther(Address, "responden-dikonfirmasi");
    }

    public async Task<IActionResult> OnPostBatalKonfirmasi(string assessment, string? jenis, string? subjek, CancellationToken cancel)
    {
        if (!await Find(assessment, jenis, cancel) || !MayPlan || One(subjek, s => s is { EndedAt: null, ConfirmedAt: not null }) is not { } subject)
            return Foreign();
        await subjects.Unconfirm(Me, Open.Row, subject, cancel);
        return SeeOther(Address, "konfirmasi-dibatalkan");
    }

    public async Task<IActionResult> OnPostPengguna(string assessment, string? jenis, string? peran, string? setuju, string? benih, CancellationToken cancel)
    {
        if (!await Find(assessment, jenis, cancel) || !MayInterview || !Met.Contains(peran ?? SubjectRole.User))
            return Foreign();
        TypedRole = peran ?? SubjectRole.User;
        if (setuju != "ya")
        {
            Errors["setuju-" + TypedRole] = L.T("Wawancara hanya dengan persetujuan. Bacakan kalimatnya, lalu centang.", "An interview needs consent. Read the sentence out, then tick the box.");
            return Again();
        }
        await subjects.AddUser(Me, Open, TypedRole, Guid.TryParse(benih, out var id) ? id.ToString() : Guid.CreateVersion7(Time.GetUtcNow()).ToString(), Time.GetUtcNow(), cancel);
        return SeeOther(Address, "pengguna-ditambah");
    }

    private AssessmentSubjectRow? One(string? id, Func<AssessmentSubjectRow, bool> may) => Open.Subjects.FirstOrDefault(s => s.Id == id && may(s));

    private bool Name(string? name, string? post, string? kind, string role)
    {
        (TypedName, TypedPost) = (Accounts.CleanName.Of(name), role == SubjectRole.Product ? "" : Accounts.CleanName.Of(post));
        TypedKind = role != SubjectRole.Product ? "" : ProductKind.All.Contains(kind) ? kind! : ProductKind.All[0];
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
