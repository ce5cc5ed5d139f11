namespace OrgWork.Cadres;

/// <summary>换届满意度测评 (C4.16): whether good people were chosen, good teams formed, the right direction set and a good style shown; cadres, representatives and the masses are counted apart. The closing report takes its share from the signed poll.</summary>
static class SatisfactionPoll
{
    static readonly CodeSet Answers = new("term_satisfaction", "满意程度", "本平台", [new("1", "满意"), new("2", "基本满意"), new("3", "不满意"), new("4", "不了解")]);

    public static readonly PollKind Kind = new()
    {
        Id = "term-satisfaction", Title = "换届满意度测评", Form = PollForm.Some, Choices = Answers, Favourable = ["1", "2"], ItemNoun = "问题", ShareName = "满意率", ReadPermission = TermChanges.Read, ConductPermission = TermChanges.Write,
        Groups = [new("干部"), new("党代表、人大代表、政协委员"), new("群众")], Items = ["选出好干部", "配出好班子", "树立好导向", "形成好风气"],
        IsOnline = true, TakesRemarks = true, Minimum = PollRules.Minimum("cadres.term-satisfaction.minimum", Basis.Practice("换届满意度测评办法（本单位）")),
        SubjectPath = "cadres/term-changes", Ready = ReadyAsync, Signed = (db, result, stop) => ReadyAsync(db, result.Poll.SubjectId, result.Poll.HeldOn, stop), Voided = VoidedAsync,
    };

    static Task<(string State, DateOnly? OpenedOn)?> FindAsync(Db db, Guid? subject, CancellationToken stop) => db.FirstAsync<(string State, DateOnly? OpenedOn)?>("select state, opened_on from term_change where id = @subject and removed_at is null", new { subject }, stop);

    static async Task<string?> ReadyAsync(Db db, Guid? subject, DateOnly? day, CancellationToken stop) => await FindAsync(db, subject, stop) switch
    {
        null => "请从换届工作的“成效评估”页设测评",
        { State: "1" } => "换届还没有启动实施，启动以后才能测评",
        { State: "3" } => "换届已经完成，成效评估按完成时的测评",
        { OpenedOn: { } opened } when day < opened => $"测评早于启动实施的 {Dates.Format(opened)}",
        _ => day > Clock.Today ? "测评日期晚于今天" : null,
    };

    static async Task<string?> VoidedAsync(Db db, Poll poll, CancellationToken stop) => await FindAsync(db, poll.SubjectId, stop) is { State: "3" } ? "换届已经完成，成效评估用了这次测评，不再作废" : null;
}
