using Patuh.Accounts.SignIn;
using Patuh.Platform;

namespace Patuh.Tests.Accounts;

/// <summary>Which passwords are guessed first, and which are not.</summary>
public sealed class PasswordTests
{
    [Theory]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("q1w2e3r4t5y6")]
    [InlineData("Mailcreated5240")]
    [InlineData("PolniyPizdec0211")]
    [InlineData("gfhjkmgfhjkm")]
    [InlineData("ghhh47hj7649")]
    [InlineData("sonyericsson")]
    [InlineData("123456789987654321")]
    [InlineData("12345678901234567890")]
    [InlineData("rahasiapassword")]
    public void What_leaked_and_is_long_is_refused(string password) => Assert.True(PasswordRules.IsCommon(password));

    [Theory]
    [InlineData("17081945-2026")]
    [InlineData("0812 3456 7891 02")]
    [InlineData("1111 1111 1111 1111 1111 1111")]
    public void Dates_numbers_and_repetitions_are_refused(string password) => Assert.True(PasswordRules.IsCommon(password));

    [Theory]
    [InlineData("592740183365120978846031")]
    [InlineData("59-27/40 18.33+65_12!97")]
    [InlineData("kopi tubruk sore hari")]
    [InlineData("semangka berdaun sirih")]
    public void Any_composition_will_do_where_nobody_guesses_it(string password) => Assert.False(PasswordRules.IsCommon(password));

    [Fact]
    public void The_list_holds_the_3000_most_used_that_are_long_enough() =>
        Assert.InRange(File.ReadLines(Content.Path("common-passwords.txt")).Count(l => l.Length >= PasswordRules.Shortest), 3000, 10_000);
}
