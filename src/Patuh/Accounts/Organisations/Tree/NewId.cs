using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Data;

namespace Patuh.Accounts.Organisations.Tree;

/// <summary>Ids of organisations that a change brings: those of agencies are readable and stand in addresses.</summary>
internal static class NewId
{
    public static async Task<string> Of(PatuhDb db, string kind, string name, IEnumerable<string> alsoTaken, TimeProvider time, CancellationToken cancel)
    {
        if (kind != OrganisationKind.Agency)
            return $"unit-{Guid.CreateVersion7(time.GetUtcNow())}";
        var slug = Slug(name);
        var taken = (await db.Set<OrganisationRow>().Where(o => o.Id.StartsWith(slug)).Select(o => o.Id)
            .Concat(db.Set<OrganisationVersionRow>().Where(v => v.OrganisationId.StartsWith(slug)).Select(v => v.OrganisationId)).ToListAsync(cancel)).Concat(alsoTaken).ToHashSet();
        var id = slug;
        for (var n = 2; taken.Contains(id); n++)
            id = $"{slug}-{n}";
        return id;
    }

    private static string Slug(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && c is not ('\'' or '’'))
                text.Append(char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ');
        return string.Join('-', text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } slug ? slug : "instansi";
    }
}
