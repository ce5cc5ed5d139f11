using System.Text.RegularExpressions;
using OrgWork.Host;
using Xunit;

namespace OrgWork.Tests.Host.Access;

public sealed partial class SignInTests(OfficeHost office) : IClassFixture<OfficeHost>
{
    [Fact]
    public async Task Unknown_wrong_locked_and_disabled_get_the_same_answer_to_the_letter()
    {
        var known = await office.MakeAsync(TestHost.City);
        var disabled = await office.MakeAsync(TestHost.City);
        await office.Host.DoAsync($"update org.account set disabled_at = now() where id = '{disabled.Id}'");
        var locked = await office.MakeAsync(TestHost.City);
        await office.Host.DoAsync($"update org.account set locked_until = now() + interval '1 minute' where id = '{locked.Id}'");
        using var browser = office.Host.Stranger();
        var answers = new List<string>();
        foreach (var (account, password) in (IReadOnlyList<(string, string)>)[(known.Account, "Wrong-Wrong-1"), ("nobody-here", OfficeHost.Password), (disabled.Account, OfficeHost.Password), (locked.Account, OfficeHost.Password)])
        {
            var answer = await OfficeHost.TryAsync(browser, account, password);
            Assert.Equal(200, answer.Status);
            answers.Add(Token().Replace(answer.Text, "").Replace($"value=\"{account}\"", "", StringComparison.Ordinal));
        }
        Assert.Single(answers.Distinct());
        Assert.Contains("账号或口令不对", answers[0], StringComparison.Ordinal);
        // What the stranger does not learn, the record does.
        Assert.Equal<IEnumerable<string?>>(["口令不对，连续第 1 次", "没有这个账号", "账号已停用", "账号锁定中"],
            await Task.WhenAll(new[] { known.Account, "nobody-here", disabled.Account, locked.Account }.Select(a => office.Host.AskAsync<string>($"select reason from audit.entry where deed = '登录被拒' and title = '{a}'"))));
    }

    [Fact]
    public async Task Five_wrong_tries_lock_for_a_quarter_of_an_hour_and_end_no_session()
    {
        var (person, signedIn) = await office.MakeSignedInAsync(TestHost.City, ("reader", TestHost.City));
        using var stranger = office.Host.Stranger();
        for (var i = 0; i < 5; i++) await OfficeHost.TryAsync(stranger, person.Account, "Wrong-Wrong-1");
        Assert.Equal(200, (await OfficeHost.TryAsync(stranger, person.Account, OfficeHost.Password)).Status);
        Assert.True(await office.Host.AskAsync<bool>($"select locked_until between now() + interval '14 minutes' and now() + interval '15 minutes' and failed_count = 5 from org.account where id = '{person.Id}'"));
        Assert.Equal(200, (await signedIn.GetAsync("/account/sessions")).Status);

        await office.Host.DoAsync($"update org.account set locked_until = now() - interval '1 second' where id = '{person.Id}'");
        Assert.Equal(302, (await OfficeHost.TryAsync(stranger, person.Account, OfficeHost.Password)).Status);
        Assert.Contains("有 5 次口令输错", (await stranger.GetAsync("/account/sessions")).Text, StringComparison.Ordinal);
        Assert.Equal(0, await office.Host.AskAsync<int>($"select failed_count from org.account where id = '{person.Id}'"));
        signedIn.Dispose();
    }

    [Fact]
    public async Task Tries_at_the_same_moment_are_counted_one_by_one()
    {
        var person = await office.MakeAsync(TestHost.City);
        var tries = Enumerable.Range(0, 12).Select(async i =>
        {
            using var stranger = office.Host.Stranger();
            return (await OfficeHost.TryAsync(stranger, person.Account, "Wrong-Wrong-" + i)).Status;
        });
        Assert.All(await Task.WhenAll(tries), status => Assert.Equal(200, status));
        Assert.Equal(5, await office.Host.AskAsync<int>($"select failed_count from org.account where id = '{person.Id}'"));
        Assert.Equal(7, await office.CountAsync($"from audit.entry where title = '{person.Account}' and reason = '账号锁定中'"));
    }

    [Fact]
    public async Task The_cookie_is_new_each_time_kept_from_scripts_and_from_other_sites()
    {
        var person = await office.MakeAsync(TestHost.City);
        using var browser = office.Host.Stranger();
        var cookies = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            // Signing in over an open session: the old one is gone.
            var form = await office.Host.Stranger().GetAsync("/signin");
            var answer = await OfficeHost.TryAsync(i == 0 ? browser : office.Host.Stranger(), person.Account, OfficeHost.Password);
            cookies.Add(answer.Message.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("ow=", StringComparison.Ordinal)));
        }
        Assert.NotEqual(cookies[0], cookies[1]);
        Assert.All(cookies, cookie => Assert.Matches("^ow=[A-Za-z0-9_-]{43}; path=/; samesite=lax; httponly$", cookie));
        Assert.Equal(0, await office.CountAsync("from org.session where encode(token_hash, 'escape') like '%ow=%'"));
    }

    [Theory]
    [InlineData("/5399/org/units", "/5399/org/units")]
    [InlineData("//evil.example/x", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("", "/")]
    public async Task After_signing_in_one_comes_where_one_wanted_but_never_to_another_site(string to, string goes)
    {
        var person = await office.MakeAsync(TestHost.City);
        using var browser = office.Host.Stranger();
        Assert.Equal(goes, (await OfficeHost.TryAsync(browser, person.Account, OfficeHost.Password, to)).Location);
    }

    [Fact]
    public async Task A_first_password_opens_nothing_until_it_is_changed()
    {
        var person = await office.MakeAsync(TestHost.City, ("reader", TestHost.City));
        await office.Host.DoAsync($"update org.account set must_change_password = true where id = '{person.Id}'");
        using var browser = office.Host.Stranger();
        Assert.StartsWith("/account/password", (await OfficeHost.TryAsync(browser, person.Account, OfficeHost.Password, "/5399/org/units")).Location, StringComparison.Ordinal);
        Assert.Equal("/account/password", (await browser.GetAsync("/5399/org/units")).Location);

        var weak = await Change(browser, OfficeHost.Password, "Admin@123456", "Admin@123456");
        Assert.Contains("太常见", weak.Text, StringComparison.Ordinal);
        Assert.Contains("两次输入的新口令不一样", (await Change(browser, OfficeHost.Password, "Saddle-52-Copper", "Saddle-52-Coppers")).Text, StringComparison.Ordinal);
        Assert.Contains("现在的口令不对", (await Change(browser, "Not-The-One-1", "Saddle-52-Copper", "Saddle-52-Copper")).Text, StringComparison.Ordinal);
        Assert.Contains("与现在的相同", (await Change(browser, OfficeHost.Password, OfficeHost.Password, OfficeHost.Password)).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await Change(browser, OfficeHost.Password, "Saddle-52-Copper", "Saddle-52-Copper")).Status);
        await TestHost.UntilAsync(async () => (await browser.GetAsync("/5399/org/units")).Status == 200, "the pages to open");
        using var again = await office.SignInAsync(person.Account, "Saddle-52-Copper");

        static Task<Answer> Change(Browser browser, string old, string fresh, string repeat) => browser.PostAsync("/account/password", ("Old", old), ("Fresh", fresh), ("Again", repeat));
    }

    [Fact]
    public async Task A_password_of_more_than_ninety_days_has_to_be_changed()
    {
        var (person, browser) = await office.MakeSignedInAsync(TestHost.City, ("reader", TestHost.City));
        await office.Host.DoAsync($"update org.account set password_changed_at = now() - interval '91 days', epoch = epoch + 1 where id = '{person.Id}'");
        await TestHost.UntilAsync(async () => (await browser.GetAsync("/5399/org/units")).Location == "/account/password", "the change to be asked for");
        browser.Dispose();
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session_and_signing_out_only_this_one()
    {
        var (person, first) = await office.MakeSignedInAsync(TestHost.City, ("reader", TestHost.City));
        using var second = await office.SignInAsync(person.Account);
        using var third = await office.SignInAsync(person.Account);
        var epoch = await office.Host.AskAsync<long>($"select epoch from org.account where id = '{person.Id}'");
        Assert.Contains("现在的登录3", (await first.GetAsync("/account/sessions")).In("main .panel-head h2"), StringComparison.Ordinal);

        Assert.Equal("/signin", (await second.PostFromAsync("/account/sessions", "/signout")).Location);
        await TestHost.UntilAsync(async () => (await second.GetAsync("/account/sessions")).Status == 302, "the second to be out");
        Assert.Equal(200, (await first.GetAsync("/account/sessions")).Status);

        await first.PostFromAsync("/account/sessions", "/signout", ("everywhere", "true"));
        await TestHost.UntilAsync(async () => (await third.GetAsync("/account/sessions")).Status == 302, "the third to be out");
        Assert.Equal(0, await office.CountAsync($"from org.session where account_id = '{person.Id}'"));
        Assert.Equal(epoch + 1, await office.Host.AskAsync<long>($"select epoch from org.account where id = '{person.Id}'"));
        first.Dispose();
    }

    [Fact]
    public async Task A_session_left_alone_for_half_an_hour_or_older_than_ten_hours_is_over()
    {
        var (person, idle) = await office.MakeSignedInAsync(TestHost.City, ("reader", TestHost.City));
        Assert.True(await office.Host.AskAsync<bool>($"select expires_at between now() + interval '9 hours 59 minutes' and now() + interval '10 hours' from org.session where account_id = '{person.Id}'"));
        // Told as another session's end would be: what is kept in memory is forgotten.
        await office.Host.DoAsync($"update org.session set seen_at = now() - interval '31 minutes' where account_id = '{person.Id}'; notify orgwork, 'accounts'");
        await TestHost.UntilAsync(async () => (await idle.GetAsync("/account/sessions")).Status == 302, "the idle one to be over");
        idle.Dispose();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"[^\"]*\"")] private static partial Regex Token();
}
