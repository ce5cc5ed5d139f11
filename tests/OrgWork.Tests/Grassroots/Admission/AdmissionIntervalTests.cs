using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Grassroots.Admission;

/// <summary>Each interval of 发展党员, at its border: a day too early or too late, and on the day. Through the page of the step, on a case that stands there.</summary>
public sealed class AdmissionIntervalTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    const string Board = $"/{TestHost.Township}/grassroots/admission";
    static int sequence;
    static readonly string Pass = string.Join('&', CaseForms.Votes("", 21, 18, 18).Select(vote => $"{vote.Item1}={vote.Item2}")) + "&outcome=pass", Full = string.Join('&', CaseForms.Votes("full_", 21, 18, 18).Select(vote => $"{vote.Item1}={vote.Item2}"));

    TestHost Host => ledger.Host;

    public static TheoryData<string, string, string, string, string, string> Borders => new()
    {
        // step, what is known, what is typed, the day that is not lawful, the first (or last) that is, what it is told
        { "talk", "applied_on=2026-01-10", "talked_by=陈", "2026.02.11", "2026.02.10", "需经批准" },
        { "candidate", "activist_on=2025-01-10&looked_on=2025-07-01", "", "2026.01.09", "2026.01.10", "最早可办2026.01.10" },
        { "candidate", "activist_on=2024-02-29&looked_on=2024-08-01", "", "2025.02.27", "2025.02.28", "最早可办2025.02.28" },
        { "meeting", "previewed_on=2026-02-10", Pass, "2026.02.09", "2026.02.10", "最早可办2026.02.10" },
        { "meeting", "previewed_on=2026-02-10&rejected_on=2025-09-01", Pass, "2026.02.28", "2026.03.01", "需经批准" },
        { "meeting", "previewed_on=2026-02-10&is_leaving=true&leaves_on=2026-06-01", Pass, "2026.03.01", "2026.02.28", "需经批准" },
        { "preview", "is_vetted=true", "is_leaving=0&published_on=2026.03.02", "2026.03.06", "2026.03.07", "需经批准" },
        { "approval", "meeting_on=2026-01-15", "outcome=approved", "2026.04.16", "2026.04.15", "需经批准" },
        { "approval", "meeting_on=2026-01-15", "outcome=approved&reason=出差&approver=范志宏&approved_on=2026.07.16", "2026.07.16", "2026.07.15", "超 1 天" },
        { "full_meeting", "meeting_on=2025-03-10&full_applied_on=2026-03-01", Full + "&outcome=full", "2026.03.09", "2026.03.10", "最早可办2026.03.10" },
        { "full_meeting", "meeting_on=2025-03-10&extension_months=6&extensions=1&full_applied_on=2026-08-01", Full + "&outcome=full", "2026.09.09", "2026.09.10", "最早可办2026.09.10" },
        { "full_approval", "meeting_on=2025-03-10&full_meeting_on=2026-03-12&full_decision=extend&proposed_months=6", "outcome=extend", "2026.06.13", "2026.06.12", "需经批准" },
    };

    [Theory]
    [MemberData(nameof(Borders))]
    [Trait("Row", "G4.3")]
    public async Task A_day_off_is_told_with_its_sum_and_the_day_itself_is_lawful(string step, string known, string typed, string wrong, string right, string told)
    {
        using var officer = await Host.SignInAsync(TestHost.County, "grassroots.admission.read", "grassroots.admission.act");
        var one = await StandingAtAsync(officer, step, known);
        var values = typed.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).Select(pair => (pair[0], pair[1])).ToArray();

        var off = await officer.ActAsync(one, step, [("on", wrong), .. values]);
        Assert.Equal(422, off.Status);
        Assert.Contains(told, string.Concat(off.Document.Body!.TextContent.Where(c => c is not (' ' or '\n'))).Replace("超1天", "超 1 天", StringComparison.Ordinal));
        await officer.DoStepAsync(one, step, [("on", right), .. values]);
    }

    public static TheoryData<string, string, string, bool> Sums => new()
    {
        { "training", "", "trained_days=2&trained_hours=23", false }, { "training", "", "trained_days=3&trained_hours=0", true }, { "training", "", "trained_days=1&trained_hours=24", true },
        { "mentors", "", "mentor_names=甲、乙、丙&mentors=3", false }, { "mentors", "", "mentor_names=甲&mentors=1", true },
        { "introducers", "", "introducer_names=甲&introducers=1", false }, { "introducers", "", "introducer_names=甲、乙&introducers=2", true },
        // The same one twice, a number that is not that of the names.
        { "mentors", "", "mentor_names=甲、甲&mentors=2", false }, { "introducers", "", "introducer_names=甲，甲&introducers=2", false }, { "introducers", "", "introducer_names=甲、乙、丙&introducers=2", false },
        { "meeting", "previewed_on=2026-02-10", "voters=20&present=21&issued=20&approve=15&oppose=0&abstain=0&outcome=pass", false },
        { "vetting", "", "is_vetted=0", false }, { "vetting", "", "is_vetted=1", true },
        { "meeting", "previewed_on=2026-02-10", "voters=20&present=10&issued=10&approve=10&oppose=0&abstain=0&outcome=pass", false },
        { "meeting", "previewed_on=2026-02-10", "voters=20&present=16&issued=16&approve=10&oppose=6&abstain=0&outcome=pass", false },
        { "meeting", "previewed_on=2026-02-10", "voters=20&present=16&issued=16&approve=11&oppose=6&abstain=0&outcome=pass", false },
        { "meeting", "previewed_on=2026-02-10", "voters=20&present=16&issued=16&approve=11&oppose=5&abstain=0&outcome=pass", true },
        { "full_meeting", "meeting_on=2025-03-10&full_applied_on=2026-03-01", "proposed_months=5&outcome=extend&" + "FULL", false },
        { "full_meeting", "meeting_on=2025-03-10&full_applied_on=2026-03-01", "proposed_months=13&outcome=extend&" + "FULL", false },
        { "full_meeting", "meeting_on=2025-03-10&full_applied_on=2026-03-01", "proposed_months=6&outcome=extend&" + "FULL", true },
        { "full_meeting", "meeting_on=2025-03-10&full_applied_on=2026-03-01", "proposed_months=12&outcome=extend&" + "FULL", true },
        { "full_meeting", "meeting_on=2025-03-10&extensions=1&full_applied_on=2026-03-01", "proposed_months=6&outcome=extend&" + "FULL", false },
    };

    [Theory]
    [MemberData(nameof(Sums))]
    [Trait("Row", "G4.3")]
    public async Task What_must_be_enough_is_counted(string step, string known, string typed, bool isLawful)
    {
        using var officer = await Host.SignInAsync(TestHost.County, "grassroots.admission.read", "grassroots.admission.act");
        var one = await StandingAtAsync(officer, step, known);
        var values = typed.Replace("FULL", Full, StringComparison.Ordinal).Split('&').Select(pair => pair.Split('=')).Select(pair => (pair[0], pair[1])).ToArray();

        var answer = await officer.ActAsync(one, step, [("on", "2026.05.20"), .. values]);
        Assert.True(answer.Status == (isLawful ? 302 : 422), answer.Why());
        if (!isLawful) Assert.Contains("不能办理", answer.In(".refuse"));
    }

    /// <summary>A case that has come to this step, with these facts known.</summary>
    async Task<string> StandingAtAsync(Browser officer, string step, string known)
    {
        var path = await ledger.PathOfAsync(TestHost.Township);
        var organisation = await Host.AskAsync<Guid>($"insert into grassroots.organisation (locality_path, name, kind, sphere) values ('{path}', '第{++sequence}支部', '631', '1') returning id");
        var applicant = await Host.AskAsync<Guid>($"""
            with p as (insert into org.person (name, sex, birth_on) values ('界日{sequence}', '2', '1996-05-01') returning id)
            insert into grassroots.applicant (locality_path, name, person_id, organisation_id, education, occupation) select '{path}', '界日', id, '{organisation}', '21', '07' from p returning id
            """);
        var opened = await officer.OpenCaseAsync(Board, applicant, ("on", "2022.01.10"));
        Assert.True(opened.Status == 302, opened.Why());
        var facts = string.Join(",", known.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => $"\"{pair.Split('=')[0]}\":\"{pair.Split('=')[1]}\""));
        // The step behind one that repeats is taken from there.
        var (waits, times) = step switch { "candidate" => ("foster", 1), "full_apply" => ("probation", 1), _ => (step, 0) };
        await Host.DoAsync($$"""
            update org.procedure_case set step = '{{waits}}', step_times = {{times}}, stage = 1, last_on = '2022-01-10', facts = '{"applied_on":"2022-01-10","is_vetted":"true","trained_days":"3","trained_hours":"24","is_leaving":"false"}'::jsonb || '{{{facts}}}'::jsonb where id = '{{opened.Location![^36..]}}'
            """);
        // Who stands at 转正 is a member on probation.
        if (step is "full_meeting" or "full_approval")
            await Host.DoAsync($"insert into grassroots.member (locality_path, name, person_id, organisation_id, kind, joined_on) select locality_path, name, person_id, organisation_id, '2', '2025-03-10' from grassroots.applicant where id = '{applicant}'");
        return opened.Location!;
    }
}
