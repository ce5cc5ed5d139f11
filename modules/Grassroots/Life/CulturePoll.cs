namespace OrgWork.Grassroots;

/// <summary>政治生态问卷: asked once a year in each organisation, without names, whether its team is at one, democratic and fair. Its scores are reckoned from the signed counts and stored nowhere else.</summary>
static class CulturePoll
{
    public const string Read = "grassroots.culture.read", Conduct = "grassroots.culture.conduct";

    public static readonly CodeSet Answers = new("culture_answer", "评价", "本平台", [new("1", "很好"), new("2", "较好"), new("3", "一般"), new("4", "较差"), new("5", "很差")]);

    /// <summary>What an answer is worth out of a hundred, for SQL.</summary>
    public const string WorthSql = "case c.choice when '1' then 100 when '2' then 80 when '3' then 60 when '4' then 30 else 0 end";

    static readonly Basis Practice = Basis.Practice("政治生态分析研判办法（本单位）");

    public static readonly Rule<PollFacts> Minimum = PollRules.Minimum("grassroots.culture.minimum", Practice);

    public static readonly PollKind Kind = new()
    {
        Id = "culture", Title = "政治生态问卷", Form = PollForm.Some, Choices = Answers, Favourable = ["1", "2"], ItemNoun = "问题", ShareName = "认可率", PeriodName = "年度", ReadPermission = Read, ConductPermission = Conduct, Groups = [new("党员和干部群众")],
        Items = ["班子团结和谐", "发扬民主、集体决策", "办事公平公正"], IsOnline = true, TakesRemarks = true, Minimum = Minimum, SubjectPath = "grassroots/organisations", Ready = ReadyAsync, Signed = SignedAsync,
    };

    static Task<string?> ReadyAsync(Db db, Guid? subject, DateOnly? day, CancellationToken stop) => Task.FromResult(subject is null ? "问卷按党组织做：在党组织的记录里办“政治生态问卷”" : null);

    /// <summary>One a year and organisation, so that years can be laid side by side.</summary>
    static async Task<string?> SignedAsync(Db db, PollResult result, CancellationToken stop) =>
        result.Poll.SubjectId is not { } organisation ? "问卷没有写明是哪个党组织的" : await db.FirstAsync<bool>("select exists (select from org.poll p where p.module = 'grassroots' and p.kind = 'culture' and p.subject_id = @organisation and p.id <> @Id and p.state = 'signed' and extract(year from p.held_on) = @year)", new { organisation, result.Poll.Id, year = result.Poll.HeldOn.Year }, stop)
            ? $"{result.Poll.HeldOn.Year} 年已有签认的问卷，一年一次" : null;
}
