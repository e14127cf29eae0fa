using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Patuh.Platform.Data;

namespace Patuh.Platform.Mail;

/// <summary>Takes letters in: saved with the change that they tell of, sent afterwards.</summary>
internal sealed class Post(IDataProtectionProvider protection, TimeProvider time, MailSettings? settings = null)
{
    private readonly IDataProtector protector = protection.CreateProtector("patuh.mail");

    /// <summary>Whether this site sends mail at all.</summary>
    public bool Sends => settings is not null;

    /// <summary>Adds a letter; whoever calls saves.</summary>
    public void Add(PatuhDb db, Letter letter)
    {
        var now = Stamp.Now(time);
        db.Add(new MailRow { Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(), CreatedAt = now, NextAt = now, Sealed = protector.Protect(JsonSerializer.Serialize(letter)) });
    }

    public Letter Open(MailRow mail) => JsonSerializer.Deserialize<Letter>(protector.Unprotect(mail.Sealed))!;
}
