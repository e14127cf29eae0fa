using System.Text;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Patuh.Platform.Data;

/// <summary>
/// The database. Rooms describe their own tables (an <see cref="IEntityTypeConfiguration{T}"/> beside each record) and read them with
/// <c>Set&lt;T&gt;()</c>; names in the database are snake_case.
/// </summary>
internal sealed class PatuhDb(DbContextOptions<PatuhDb> options) : DbContext(options), IDataProtectionKeyContext
{
    /// <summary>What protects cookies and tokens, for all programs on this database.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PatuhDb).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(e => !e.IsMappedToJson()))
        {
            entity.SetTableName(SnakeCase(entity.ClrType.Name.Replace("Row", "", StringComparison.Ordinal)));
            foreach (var property in entity.GetProperties())
                property.SetColumnName(SnakeCase(property.Name));
        }
    }

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }
}
