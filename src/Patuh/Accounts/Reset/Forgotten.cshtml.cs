using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Patuh.Accounts.People;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Mail;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;

namespace Patuh.Accounts.Reset;

/// <summary>Lupa kata sandi: a link by mail. The answer is the same whether there is an account or not.</summary>
[EnableRateLimiting(RateLimits.Forms)]
internal sealed class ForgottenModel(PatuhDb db, UserManager<PersonRow> people, Post post, SiteOperator site, TimeProvider time) : PublicPage
{
    public bool Sends => post.Sends;

    public bool Sent { get; private set; }

    public string Email { get; private set; } = "";

    public Dictionary<string, string> Errors { get; } = [];

    public void OnGet() => Title = L.T("Lupa kata sandi", "Forgotten password");

    public async Task<IActionResult> OnPost(string? surel, CancellationToken cancel)
    {
        OnGet();
        Email = (surel ?? "").Trim();
        if (Email.Length is 0 or > 254 || !Email.Contains('@'))
        {
            Errors["surel"] = L.T("Tulis alamat surel Anda.", "Write your e-mail address.");
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        if (post.Sends && await people.FindByEmailAsync(Email) is { ClosedAt: null } person)
        {
            var link = site.Address(Request, L.Url(PasswordResetRow.Add(db, time, person.Id)));
            post.Add(db, new Letter(person.Email!, L.T("Kata sandi baru untuk Patuh", "A new password for Patuh"), L.T(
                $"Halo {person.Name},\n\nbuka tautan ini dalam satu jam untuk memilih kata sandi baru:\n\n{link}\n\nBila Anda tidak memintanya, abaikan surat ini: kata sandi Anda tidak berubah.\n",
                $"Hello {person.Name},\n\nopen this link within an hour to choose a new password:\n\n{link}\n\nIf you did not ask for it, do nothing: your password stays as it is.\n")));
            db.Audit(time, By.Visitor, "password.reset_asked", new Subject("person", person.Id));
            await db.SaveChangesAsync(cancel);
        }
        Sent = true;
        return Page();
    }
}
