using Npgsql;
using Patuh.Platform.Data;

namespace Patuh.Tests.Data;

/// <summary>What is made of the text that says which database it is.</summary>
public sealed class ConnectionTests
{
    [Fact]
    public void Statements_are_prepared_and_connections_not_swept_unless_the_text_says_otherwise()
    {
        var usual = new NpgsqlConnectionStringBuilder(new DatabaseConfiguration("Host=127.0.0.1;Database=patuh").ConnectionString);
        Assert.True(usual.MaxAutoPrepare > 0);
        Assert.InRange(usual.MaxPoolSize, 32, 100);
        Assert.True(usual.NoResetOnClose);
        var pooled = new NpgsqlConnectionStringBuilder(new DatabaseConfiguration("Host=127.0.0.1;Database=patuh;Max Auto Prepare=0;No Reset On Close=false").ConnectionString);
        Assert.Equal(0, pooled.MaxAutoPrepare);
        Assert.False(pooled.NoResetOnClose);
        Assert.True(new NpgsqlConnectionStringBuilder(new DatabaseConfiguration("postgresql://patuh@127.0.0.1/patuh").ConnectionString).MaxAutoPrepare > 0);
    }
}
