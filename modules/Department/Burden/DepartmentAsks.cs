namespace OrgWork.Department;

/// <summary>What this module wants from places beside tasks and calls for data: papers to be signed for, opinions to be answered, self-checks to be filed, political life to be held.</summary>
static class DepartmentAsks
{
    public static IReadOnlyList<Asking> All =>
    [
        new("签收文件", "department/document-receipts", IssuedDocuments.Answer) { Data = ["签收说明"], Sql = "select r.id, r.locality_path, r.title, r.issuer as asker, r.due_on, r.received_on as done_on from document_receipt r where r.removed_at is null" },
        new("答复督导意见", "department/opinions", Guidance.Answer) { Data = ["答复"], Sql = "select o.id, o.locality_path, o.title, o.group_title as asker, o.answer_due_on as due_on, o.answered_on as done_on from guidance_opinion o where o.removed_at is null" },
        new("报送自查", "department/self-checks", KeyPoints.Report) { Data = ["查出问题", "自查情况和问题"], IsReport = true, Sql = "select c.id, c.locality_path, c.title, '半年自查' as asker, c.due_on, c.filed_on as done_on from self_check c where c.removed_at is null" },
        // What a module knows of is not told again: nothing is to be filled in there.
        new("开展党内政治生活", "department/life-dues", KeyPoints.Report) { Sql = "select d.id, d.locality_path, d.unit_name || '：' || d.title || '　' || d.period as title, '党内政治生活' as asker, d.due_on, d.done_on from life_due d where d.removed_at is null and d.source <> '0'" },
        new("登记党内政治生活", "department/life-dues", KeyPoints.Report) { Data = ["佐证"], Sql = "select d.id, d.locality_path, d.unit_name || '：' || d.title || '　' || d.period as title, '党内政治生活' as asker, d.due_on, d.done_on from life_due d where d.removed_at is null and d.source = '0'" },
    ];
}
