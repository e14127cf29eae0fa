using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Patuh.Accounts.Permissions;
using Patuh.Accounts.Sessions;
using Patuh.Platform.Audit;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;

namespace Patuh.Accounts;

/// <summary>A page of somebody who is signed in. What it shows is asked of <see cref="Permission"/>; what is foreign is not found.</summary>
[EnableRateLimiting(RateLimits.Work)]
internal abstract class WorkPage : LocalPage
{
    protected const int LongestReason = 300;

    /// <summary>Who is signed in.</summary>
    /// <exception cref="InvalidOperationException">The route is open to the public.</exception>
    public Actor Me => SessionBook.Actor(HttpContext) ?? throw new InvalidOperationException("nobody is signed in");

    /// <summary>What has to be put right before it can be saved, by field.</summary>
    public Dictionary<string, string> Errors { get; } = [];

    /// <summary>Why something is done, as typed.</summary>
    public string Why { get; protected set; } = "";

    /// <summary>Rooms add their own.</summary>
    protected override string? Said(string code) => DoneWords.Of(code, L);

    public bool May(string right, Place place) => Permission.May(Me, right, place);

    /// <summary>Takes the reason that an act asks for; false when there is none, which is then said beside its field.</summary>
    protected bool Reason(string? text)
    {
        Why = (text ?? "").Trim();
        if (Why.Length is 0 or > LongestReason)
            Errors["alasan"] = L.T($"Tulis alasannya, paling banyak {LongestReason} karakter; ini tercatat di jejak audit.", $"Write why, in at most {LongestReason} characters; it is kept in the audit trail.");
        return Errors.Count == 0;
    }

    protected By By(string right, Place place) => Me.By(right, place);

    /// <summary>The page again with its errors, and what was typed still in it.</summary>
    protected IActionResult Again()
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    /// <summary>On to another page, so that a reload does not send twice.</summary>
    protected IActionResult SeeOther(string path, string? done = null)
    {
        Response.Headers.Location = L.Url(path + (done is null ? "" : $"{(path.Contains('?') ? '&' : '?')}selesai={done}"));
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    protected IActionResult Foreign() =>
        Missing("Tidak ada di sini, atau bukan bagian Anda.", "There is nothing here, or it is not yours to see.");

    protected IActionResult Forbidden(string indonesian, string english)
    {
        HttpContext.Items[ProblemModel.Sentence] = L.T(indonesian, english);
        return StatusCode(StatusCodes.Status403Forbidden);
    }
}
