using System.Buffers.Binary;
using Microsoft.AspNetCore.Identity;
using OrgWork.Host;
using Xunit;

namespace OrgWork.Tests.Host.Access;

public sealed class PasswordTests
{
    [Theory]
    [InlineData("Short-1a", "太短")]
    [InlineData("onlylowercase", "太简单")]
    [InlineData("lowercase12345", "太简单")]
    [InlineData("Admin@123456", "太常见")]
    [InlineData("P@ssw0rd2026!", "太常见")]
    [InlineData("1qaz@WSX3edc", "太常见")]
    [InlineData("Zhouwenbo-77-x", "不能有账号")]
    [InlineData("Marble-13800001111", "不能有账号")]
    public void A_weak_password_is_refused_with_what_is_wrong(string password, string words) =>
        Assert.Contains(words, PasswordPolicy.Fault(password, "zwb", "zhouwenbo", "13800001111"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Kettle-41-Marble")]
    [InlineData("正月十五去河边看花灯Yu8")]
    [InlineData(DemoAccounts.Password)]
    public void A_good_one_is_taken(string password) => Assert.Null(PasswordPolicy.Fault(password, "zwb", "zhouwenbo", "13800001111"));

    [Fact]
    public void Every_first_password_meets_the_policy()
    {
        for (var i = 0; i < 200; i++) Assert.Null(PasswordPolicy.Fault(Passwords.MakeInitial()));
    }

    [Fact]
    public async Task A_hash_is_PBKDF2_with_SHA512_and_210000_rounds()
    {
        using var passwords = new Passwords();
        var hash = Convert.FromBase64String(await passwords.HashAsync("Kettle-41-Marble", default));
        Assert.Equal((1, 2u, 210_000u), (hash[0], BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(1)), BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5))));
    }

    [Fact]
    public async Task An_older_hash_is_right_and_renewed_and_full_width_letters_are_the_letters_meant()
    {
        using var passwords = new Passwords();
        var old = new PasswordHasher<string>().HashPassword("", "Kettle-41-Marble");
        using var turn = await passwords.TakeTurnAsync(default);
        Assert.True(turn.IsRight(old, "Ｋettle-41-Marble", out var renewed));
        Assert.NotNull(renewed);
        Assert.True(turn.IsRight(renewed, "Kettle-41-Marble", out var again));
        Assert.Null(again);
        Assert.False(turn.IsRight(null, "Kettle-41-Marble", out _));
    }

    [Fact]
    public async Task No_more_than_two_are_worked_out_at_a_time()
    {
        using var passwords = new Passwords();
        var (first, second) = (await passwords.TakeTurnAsync(default), await passwords.TakeTurnAsync(default));
        using var patience = new CancellationTokenSource(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => passwords.TakeTurnAsync(patience.Token));
        first.Dispose();
        using var third = await passwords.TakeTurnAsync(default);
        second.Dispose();
    }
}
