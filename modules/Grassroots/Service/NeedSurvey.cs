namespace OrgWork.Grassroots;

/// <summary>党员需求调查: once a year each organisation asks its members, without names, what they need most; the same categories as the requests that single members raise, so that both stand side by side.</summary>
static class NeedSurvey
{
    public static readonly CodeSet Answers = new("need_survey_answer", "需求程度", "本平台", [new("1", "迫切需要"), new("2", "需要"), new("3", "不需要")]);

    static readonly Basis Practice = Basis.Practice("党员需求调查办法（本单位）");

    public static readonly Rule<PollFacts> Minimum = PollRules.Minimum("grassroots.need-surveys.minimum", Practice);

    public static readonly PollKind Kind = new()
    {
        Id = "need-surveys", Title = "党员需求调查", Form = PollForm.Some, Choices = Answers, Favourable = ["1", "2"], ItemNoun = "需求", ShareName = "需求率", PeriodName = "年度", ReadPermission = MemberService.Read, ConductPermission = MemberService.Edit, Groups = [new("党员")],
        Items = [.. MemberService.Category.Codes.Select(category => category.Name)], IsOnline = true, TakesRemarks = true, Minimum = Minimum, SubjectPath = "grassroots/organisations", Ready = ReadyAsync, Signed = SignedAsync,
    };

    static Task<string?> ReadyAsync(Db db, Guid? subject, DateOnly? day, CancellationToken stop) => Task.FromResult(subject is null ? "调查按党组织做：在党组织的记录里办“党员需求调查”" : null);

    /// <summary>One a year and organisation, so that years can be laid side by side.</summary>
    static async Task<string?> SignedAsync(Db db, PollResult result, CancellationToken stop) =>
        result.Poll.SubjectId is not { } organisation ? "调查没有写明是哪个党组织的" : await db.FirstAsync<bool>("select exists (select from org.poll p where p.module = 'grassroots' and p.kind = 'need-surveys' and p.subject_id = @organisation and p.id <> @Id and p.state = 'signed' and extract(year from p.held_on) = @year)", new { organisation, result.Poll.Id, year = result.Poll.HeldOn.Year }, stop)
            ? $"{result.Poll.HeldOn.Year} 年已有签认的调查，一年一次" : null;
}
