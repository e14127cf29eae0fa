using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Patuh.Platform.Data;

/// <summary>How often the data that public pages show has changed, and when last (empty: never since the schema was made).</summary>
internal sealed class DataVersionRow
{
    public const int Only = 1;

    public required int Id { get; init; }

    public required int Version { get; init; }

    public required string ChangedAt { get; init; }
}

internal sealed class DataVersionTable : IEntityTypeConfiguration<DataVersionRow>
{
    public void Configure(EntityTypeBuilder<DataVersionRow> builder) => builder.HasKey(v => v.Id);
}

/// <summary>Reads and raises the version.</summary>
internal static class DataVersion
{
    /// <summary>Raises it, in the transaction of whoever changed something that is shown in public.</summary>
    public static void Raise(PatuhDb db, TimeProvider time)
    {
        var now = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        db.Set<DataVersionRow>().Where(v => v.Id == DataVersionRow.Only).ExecuteUpdate(v => v.SetProperty(r => r.Version, r => r.Version + 1).SetProperty(r => r.ChangedAt, now));
    }

    public static Task<DataVersionRow> Read(PatuhDb db, CancellationToken cancel) => db.Set<DataVersionRow>().AsNoTracking().SingleAsync(cancel);
}
