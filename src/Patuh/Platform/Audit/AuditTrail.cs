using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Patuh.Platform.Data;

namespace Patuh.Platform.Audit;

/// <summary>Who acts, in which role, for which organisation. Null for the command line and for visitors.</summary>
internal sealed record By(string? PersonId, string? Role = null, string? OrganisationId = null)
{
    public static By CommandLine { get; } = new(null, "command_line");

    /// <summary>The program by itself, such as what a scanner found.</summary>
    public static By Program { get; } = new(null, "program");

    public static By Visitor { get; } = new(null, "visitor");
}

/// <summary>What it was done to.</summary>
internal sealed record Subject(string Kind, string Id);

/// <summary>Appends to the audit trail: the row is saved with the change that it tells of, in the same transaction, or not at all.</summary>
internal static class AuditTrail
{
    /// <summary>How before, after and personal parts are written.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// Adds an event; whoever calls saves. <paramref name="personal"/> is what names people: it is kept apart and can be erased.
    /// </summary>
    public static void Audit(this PatuhDb db, TimeProvider time, By by, string action, Subject subject, object? before = null, object? after = null, string? why = null, object? personal = null)
    {
        var now = time.GetUtcNow();
        var id = AuditId.Next(time, now);
        string? hash = null;
        if (personal is not null)
        {
            var (salt, json) = (Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), Text(personal)!);
            hash = PersonalHash(salt, json);
            db.Add(new AuditPersonalRow { Id = id, Salt = salt, Json = json });
        }
        db.Add(new AuditEventRow
        {
            Id = id,
            At = Stamp.Of(now),
            PersonId = by.PersonId,
            Role = by.Role,
            OrganisationId = by.OrganisationId,
            Action = action,
            SubjectKind = subject.Kind,
            SubjectId = subject.Id,
            BeforeJson = Text(before),
            AfterJson = Text(after),
            Why = why,
            PersonalHash = hash,
        });
    }

    public static string PersonalHash(string salt, string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(salt + json)));

    private static string? Text(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), Json);
}
