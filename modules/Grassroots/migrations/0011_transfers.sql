-- A member who is accepted elsewhere goes there with one step of the case (org.carry_subject), which the kernel does: the place that accepts does not see the member before.
grant select, update (locality_path, organisation_id, version) on member to ow_kernel;
